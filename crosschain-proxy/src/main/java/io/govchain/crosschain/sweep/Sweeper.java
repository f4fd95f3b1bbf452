package io.govchain.crosschain.sweep;

import io.govchain.crosschain.effects.Alarms;
import io.govchain.crosschain.engine.Alarm;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.Transactions;
import io.govchain.crosschain.sweep.Finding.Kind;
import io.govchain.evm.EvmException;
import io.govchain.governance.TransactionRecord;
import io.govchain.service.database.DatabaseException;
import io.govchain.service.logging.Logs;
import io.govchain.service.loop.Loop;
import io.govchain.service.loop.Loops;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the journal with the governance record, and through the own subchain proxy with the
 * subchain, wherever nothing has happened for a while. What is outstanding is asked for again: that
 * brings back what a partner lost, and a late success as what it is. What that does not mend is an
 * alarm.
 *
 * <p>A few transactions are looked at each time, in turn, so that many cost no more than few. A
 * repair changes nothing that is as it should be, and is tried more and more seldom.
 */
public final class Sweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final int PAGE = 500;
  private static final int EXAMINED_AT_ONCE = 100;
  private static final int MOST_WATCHED = 100_000;
  private static final int MOST_LISTED = 1_000;

  private final Journal journal;
  private final Alarms alarms;
  private final Function<String, Optional<TransactionRecord>> record;
  private final LongSupplier blockTime;
  private final DoubleSupplier blockSeconds;
  private final BooleanSupplier following;
  private final BiConsumer<String, Input> apply;
  private final Map<String, Watched> watched = new HashMap<>();
  private final Set<String> round = new HashSet<>();
  private final Map<String, Finding> findings = new ConcurrentHashMap<>();
  private final Loop loop;
  private long position;

  /**
   * @param record asks the governance chain
   * @param blockSeconds how long the governance chain takes for a block
   * @param following whether everything that the chain says has been taken in
   * @param apply applies an input to a transaction, and waits until it is on disk
   */
  public Sweeper(
      Journal journal,
      Alarms alarms,
      Function<String, Optional<TransactionRecord>> record,
      LongSupplier blockTime,
      DoubleSupplier blockSeconds,
      BooleanSupplier following,
      BiConsumer<String, Input> apply,
      MeterRegistry metrics,
      Loops loops) {
    this.journal = journal;
    this.alarms = alarms;
    this.record = record;
    this.blockTime = blockTime;
    this.blockSeconds = blockSeconds;
    this.following = following;
    this.apply = apply;
    for (Kind kind : Kind.values()) {
      Gauge.builder("govchain.findings", findings, all -> count(all, kind))
          .tag("kind", kind.word())
          .description("Transactions that are overdue, stuck, contradictory or set aside")
          .register(metrics);
    }
    this.loop = loops.add("sweeper", BETWEEN_LOOKS, this::lookIfFollowing);
  }

  /** Begins to look. */
  public void start() {
    loop.start();
  }

  /** What is wrong now, the oldest trouble first, and not without end. */
  public List<Finding> findings() {
    return findings.values().stream()
        .sorted(
            (one, other) ->
                one.since() != other.since()
                    ? Long.compare(one.since(), other.since())
                    : one.transaction().compareTo(other.transaction()))
        .limit(MOST_LISTED)
        .toList();
  }

  /** An input could not be applied: the transaction is set aside, and people hear of it. */
  public void poisoned(String transaction, String what, Throwable cause) {
    String text = "%s could not be taken in: %s".formatted(what, cause);
    long now = blockTime.getAsLong();
    findings.put(transaction, new Finding(transaction, Kind.POISONED, text, now, 0));
    Thread.ofVirtual()
        .name("alarm")
        .start(() -> alarm(transaction, new Alarm(Alarm.Code.Poisoned, Entry.WHOLE, text)));
  }

  private void alarm(String transaction, Alarm alarm) {
    try {
      alarms.raise(transaction, alarm);
    } catch (RuntimeException full) {
      LOG.error("{} of {} could not be kept", alarm, transaction, full);
    }
  }

  /** Not while blocks are missing here: the record would only seem to contradict the journal. */
  void lookIfFollowing() {
    if (following.getAsBoolean()) {
      look();
    }
  }

  /** Looks at the next page, or at so much of it as does not take long. */
  void look() {
    List<Transactions.Look> page = journal.transactions().looks(position, PAGE);
    int examined = 0;
    for (Transactions.Look look : page) {
      round.add(look.id());
      position = look.number();
      if (isDue(look)) {
        Logs.runInTransaction(look.id(), () -> examine(look.id(), watched.get(look.id())));
        if (++examined == EXAMINED_AT_ONCE) {
          return;
        }
      }
    }
    if (page.size() < PAGE) {
      position = 0;
      watched.keySet().retainAll(round);
      findings.keySet().retainAll(round);
      round.clear();
    }
  }

  private boolean isDue(Transactions.Look look) {
    Watched before = watched.get(look.id());
    if (before != null && before.look() == look.fingerprint()) {
      return blockTime.getAsLong() >= before.next();
    }
    if (before != null || watched.size() < MOST_WATCHED) {
      watched.put(look.id(), Watched.first(look.fingerprint(), blockTime.getAsLong(), patience()));
    }
    findings.computeIfPresent(
        look.id(), (id, finding) -> finding.kind() == Kind.POISONED ? finding : null);
    return false;
  }

  private void examine(String transaction, Watched before) {
    long now = blockTime.getAsLong();
    Patience patience = patience();
    watched.put(transaction, before.repaired(now, patience, OptionalLong.empty()));
    try {
      TransactionState state = journal.transactions().find(transaction).orElseThrow();
      OptionalLong deadline = deadline(state);
      Examination.Diagnosis found = Examination.of(state, record.apply(transaction), before, now);
      if (found.is(Kind.CONTRADICTORY) && !before.doubted()) {
        watched.put(
            transaction, before.doubtedAt(now, patience)); // A block may be on its way to here.
      } else {
        repair(transaction, found, before.repaired(now, patience, deadline), now, deadline);
      }
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failed) {
      Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
      if (cause instanceof EvmException || cause instanceof DatabaseException) {
        LOG.debug("looked at again later: {}", cause.toString());
      } else {
        LOG.error("transaction {} cannot be swept", transaction, cause);
        poisoned(transaction, "the sweeper's remedy", cause);
      }
    }
  }

  private Patience patience() {
    return Patience.of(blockSeconds.getAsDouble());
  }

  private static OptionalLong deadline(TransactionState state) {
    return state
        .known()
        .map(known -> OptionalLong.of(known.plan().deadline()))
        .orElse(OptionalLong.empty());
  }

  private void repair(
      String transaction,
      Examination.Diagnosis found,
      Watched repaired,
      long now,
      OptionalLong deadline) {
    boolean alarming = found.is(Kind.STUCK) || found.is(Kind.OVERDUE);
    boolean calling = alarming && repaired.isAlarming(now, deadline);
    Watched after = calling ? repaired.withAlarm() : repaired;
    found.remedy().ifPresent(remedy -> apply.accept(transaction, remedy));
    journal
        .transactions()
        .look(transaction)
        .ifPresent(look -> watched.put(transaction, after.seenAs(look.fingerprint())));
    found.kind().ifPresent(kind -> tell(transaction, kind, found.text(), after, calling));
  }

  private void tell(String transaction, Kind kind, String what, Watched after, boolean calling) {
    String text = "%s; asked again %d times".formatted(what, after.repairs());
    Finding finding = new Finding(transaction, kind, text, after.since(), after.repairs());
    findings.merge(
        transaction, finding, (known, next) -> known.kind() == Kind.POISONED ? known : next);
    LOG.info("{}: {}", kind.word(), text);
    if (kind == Kind.CONTRADICTORY) {
      alarm(transaction, new Alarm(Alarm.Code.Contradiction, Entry.WHOLE, what));
    } else if (calling) {
      alarm(transaction, new Alarm(Alarm.Code.Stuck, Entry.WHOLE, text));
    }
  }

  private static double count(Map<String, Finding> all, Kind kind) {
    return all.values().stream().filter(finding -> finding.kind() == kind).count();
  }

  @Override
  public void close() {
    loop.close();
  }
}
