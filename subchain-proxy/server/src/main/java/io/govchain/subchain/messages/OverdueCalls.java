package io.govchain.subchain.messages;

import io.govchain.amdp.CallStatus;
import io.govchain.governance.TransactionRecord;
import io.govchain.service.database.Database;
import io.govchain.service.loop.Loop;
import io.govchain.service.loop.Loops;
import io.govchain.subchain.governance.CallRecord;
import io.govchain.subchain.governance.Governance;
import io.govchain.subchain.journal.Calls;
import io.govchain.subchain.journal.EventBell;
import io.govchain.subchain.journal.StoredCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the governance chain about calls that should be over and of which nothing was heard: no call
 * hangs silently (invariant I4), also while the cross-chain proxy is away.
 */
public final class OverdueCalls implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OverdueCalls.class);
  private static final long GRACE_SECONDS = 30;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  static final int PAGE = 200;

  private final Database database;
  private final Governance governance;
  private final EventBell bell;
  private final Loop loop;
  private long position;

  /** Looks after the calls in the database; nothing happens before {@link #start}. */
  public OverdueCalls(Database database, Governance governance, EventBell bell, Loops loops) {
    this.database = database;
    this.governance = governance;
    this.bell = bell;
    this.loop = loops.add("overdue-calls", BETWEEN_LOOKS, this::lookIfFollowing);
  }

  /** Begins to look from time to time. */
  public void start() {
    loop.start();
  }

  private void lookIfFollowing() {
    if (governance.staleness().isEmpty()) {
      look();
    }
  }

  /**
   * Looks at the page after the one before, and after the last one at the first again: escalated
   * calls stay overdue until people have dealt with them, and must not hide the others.
   */
  void look() {
    long before = governance.blockTime() - GRACE_SECONDS;
    long after = position;
    List<Calls.Overdue> page = database.read(handle -> Calls.overdue(handle, before, after, PAGE));
    position = page.size() < PAGE ? 0 : page.getLast().position();
    for (Calls.Overdue call : page) {
      try {
        look(call.transaction());
      } catch (RuntimeException failure) {
        LOG.warn("overdue call {} could not be looked after", call.transaction(), failure);
      }
    }
  }

  private void look(String transaction) {
    Optional<StoredCall> call = database.read(handle -> Calls.byTransaction(handle, transaction));
    if (call.isEmpty()) {
      return;
    }
    switch (CallRecord.of(call.get().signed(), governance)) {
      case CallRecord.Own own ->
          update(transaction, status(own.record().status()), "as the governance chain has it");
      case CallRecord.Foreign foreign ->
          update(transaction, CallStatus.REJECTED, CallRecord.OTHER_PLAN);
      case CallRecord.Missing missing ->
          update(
              transaction,
              CallStatus.REJECTED,
              "never opened on the governance chain before its deadline");
    }
  }

  private void update(String transaction, CallStatus status, String why) {
    long now = governance.blockTime();
    database
        .writeAndWait(handle -> Calls.update(handle, transaction, status, why, now))
        .ifPresent(bell::ring);
  }

  private static CallStatus status(TransactionRecord.Status status) {
    return switch (status) {
      case NONE -> CallStatus.REJECTED;
      case OPEN -> CallStatus.EXECUTING;
      case COMPENSATING -> CallStatus.COMPENSATING;
      case SETTLED -> CallStatus.SETTLED;
      case COMPENSATED -> CallStatus.COMPENSATED;
      case ESCALATED -> CallStatus.ESCALATED;
      case RESOLVED -> CallStatus.RESOLVED;
    };
  }

  @Override
  public void close() {
    loop.close();
  }
}
