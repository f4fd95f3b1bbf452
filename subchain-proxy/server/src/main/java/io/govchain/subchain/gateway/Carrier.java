package io.govchain.subchain.gateway;

import io.govchain.adapter.GatewayAnswer;
import io.govchain.adapter.GatewayStatus;
import io.govchain.adapter.SubchainGateway;
import io.govchain.amdp.CallStatus;
import io.govchain.governance.TransactionRecord;
import io.govchain.service.logging.Logs;
import io.govchain.subchain.governance.CallRecord;
import io.govchain.subchain.governance.Governance;
import io.govchain.subchain.journal.GatewayCall;
import io.govchain.subchain.journal.GatewayCall.State;
import io.govchain.subchain.journal.StoredCall;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one request as far as it goes now. */
final class Carrier {

  private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);

  private final SubchainGateway gateway;
  private final Openings openings;
  private final GatewayJournal journal;
  private final RequestReader reader;
  private final CallMaker maker;
  private final Intake intake;
  private final MissingValues values;
  private final GatewayMetrics metrics;
  private final Set<String> full = new HashSet<>();
  private Optional<String> heldBack = Optional.empty();

  Carrier(
      SubchainGateway gateway,
      Governance governance,
      GatewayJournal journal,
      RequestReader reader,
      CallMaker maker,
      Intake intake,
      MissingValues values,
      GatewayMetrics metrics) {
    this.gateway = gateway;
    this.openings = new Openings(governance, journal, maker);
    this.journal = journal;
    this.reader = reader;
    this.maker = maker;
    this.intake = intake;
    this.values = values;
    this.metrics = metrics;
  }

  /**
   * Begins another pass: what had no room may have some again.
   *
   * @return whose request was the first to find none in the last pass; empty if all had room
   */
  Optional<String> nextPass() {
    Optional<String> first = heldBack;
    full.clear();
    heldBack = Optional.empty();
    return first;
  }

  /** Hands a request in, or finds out that it never can be. */
  void handIn(GatewayCall call) {
    Optional<StoredCall> handedIn = journal.handedIn(call);
    if (handedIn.isPresent()) {
      LOG.info("request {} was handed in before", call.request().number());
      journal.keep(call.carried(handedIn.get().transaction()));
      return;
    }
    if (mayBeCarriedAlready(call)) {
      GatewayStatus status = gateway.status(call.request().id());
      if (status == GatewayStatus.UNKNOWN) {
        waitFor(call, "its gateway does not know it yet"); // That node is behind.
        return;
      }
      if (status != GatewayStatus.REQUESTED) {
        journal.keep(call.at(State.ENDED, "answered before: " + status));
        return;
      }
      if (wasCarried(call)) {
        return;
      }
    }
    if (isOverdue(call)) {
      expire(call, lastWord(call));
      return;
    }
    if (full.contains(call.request().pipeline())) {
      return; // It keeps its place.
    }
    switch (maker.make(call)) {
      case MadeCall.Made made -> handIn(call, made);
      case MadeCall.NotYet notYet -> waitFor(call, notYet.why());
      case MadeCall.Never never -> refuse(call, never.why());
    }
  }

  private void handIn(GatewayCall call, MadeCall.Made made) {
    switch (intake.handIn(made.body())) {
      case Intake.Result.Taken taken -> {
        journal.keep(call.carried(taken.transaction()));
        metrics.carried();
        Logs.runInTransaction(
            taken.transaction(),
            () ->
                LOG.info(
                    "request {} of {} is carried",
                    call.request().number(),
                    call.request().caller()));
      }
      case Intake.Result.NotNow notNow -> waitFor(call, notNow.why());
      case Intake.Result.Full noRoom -> holdBack(call, noRoom.why());
      case Intake.Result.Refused refused -> refuse(call, refused.why());
    }
  }

  /** It is the first whose turn comes next, and what comes after it needs not ask. */
  private void holdBack(GatewayCall call, String why) {
    full.add(call.request().pipeline());
    heldBack = heldBack.or(() -> Optional.of(call.request().caller()));
    metrics.heldBack();
    if (!why.equals(call.detail())) {
      LOG.info("request {} waits for room: {}", call.request().number(), Outcomes.shown(call, why));
      journal.keep(call.waiting(why));
    }
  }

  private void refuse(GatewayCall call, String why) {
    if (wasCarried(call)) {
      return;
    }
    if (!nothingCanBeOpened(call)) {
      waitFor(call, why);
      return;
    }
    metrics.refused();
    LOG.warn(
        "request {} cannot be carried: {}", call.request().number(), Outcomes.shown(call, why));
    journal.keep(call.answering(Outcomes.failed(call, why)));
  }

  private void expire(GatewayCall call, String why) {
    if (mayBeCarriedAlready(call) && isHidden(call)) {
      hold(call, "its arguments are needed to tell whether it was carried; hand them in again");
    } else if (wasCarried(call)) {
      LOG.debug("request {} does not expire", call.request().number());
    } else if (nothingCanBeOpened(call)) {
      metrics.refused();
      LOG.warn("request {} has expired: {}", call.request().number(), Outcomes.shown(call, why));
      journal.keep(call.answering(Outcomes.expired(call, why)));
    } else {
      waitFor(call, why);
    }
  }

  /** Told when it begins, not at every look; looked at again when the deadline has passed. */
  private void waitFor(GatewayCall call, String why) {
    if (!why.equals(call.detail())) {
      LOG.warn("request {} waits: {}", call.request().number(), Outcomes.shown(call, why));
    }
    long left = call.request().deadline() + 1 - reader.chainTime();
    if (left > 0) {
      journal.keepForLater(call.later(why), left);
    } else {
      journal.keepForLater(call.later(why));
    }
  }

  private String lastWord(GatewayCall call) {
    return call.detail().isEmpty() ? "too-late: its deadline had passed" : call.detail();
  }

  /** Decides what the gateway is told of a call that has ended. */
  void decide(GatewayCall call) {
    String transaction = call.transaction().orElseThrow();
    Optional<CallRecord> found = openings.of(call, transaction);
    if (found.isEmpty()) {
      hold(call, "its call is lost, so nobody can tell whether the record is the call's");
      return;
    }
    switch (found.get()) {
      case CallRecord.Own own -> decide(call, own.record());
      case CallRecord.Missing missing -> neverOpened(call, transaction);
      case CallRecord.Foreign foreign -> neverCarried(call, CallRecord.OTHER_PLAN);
    }
  }

  private void decide(GatewayCall call, TransactionRecord record) {
    if (record.status().ended()) {
      ended(call, record);
    } else {
      journal.keepForLater(call.later("transaction is " + record.status().word()));
    }
  }

  private void ended(GatewayCall call, TransactionRecord ended) {
    Optional<StoredCall> told = journal.told(ended.id());
    Optional<GatewayAnswer> answer = Outcomes.of(call, ended, told);
    if (answer.isEmpty()) {
      hold(call, "resolved by people, and the record does not say to which end");
    } else if (MissingValues.lacks(call, ended, answer.get())) {
      values.ask(call, told);
    } else {
      journal.keep(call.answering(answer.get()));
    }
  }

  /**
   * Nothing is concluded from a record that is missing alone: the node may be behind, and the
   * cross-chain proxy may know of a record that this one does not see yet.
   */
  private void neverOpened(GatewayCall call, String transaction) {
    Optional<String> rejected =
        journal
            .told(transaction)
            .filter(told -> told.view().status() == CallStatus.REJECTED)
            .map(told -> told.view().detail());
    if (rejected.isEmpty()) {
      journal.keepForLater(call.later("its record cannot be found"));
      return;
    }
    neverCarried(call, rejected.get());
  }

  private void neverCarried(GatewayCall call, String why) {
    if (isOpenedOtherwise(call)) {
      return;
    }
    metrics.refused();
    journal.keep(
        call.answering(isOverdue(call) ? Outcomes.expired(call, why) : Outcomes.failed(call, why)));
  }

  /**
   * Whether another call was, or may still be, opened for the request: one that was made by a
   * former version of the pipeline and is lost here, so that the present one was rejected.
   */
  private boolean isOpenedOtherwise(GatewayCall call) {
    if (wasCarried(call)) {
      return true;
    }
    if (nothingCanBeOpened(call)) {
      return false;
    }
    journal.keepForLater(call.later("another call may still be opened for it"));
    return true;
  }

  private void hold(GatewayCall call, String why) {
    LOG.error("request {} waits for people: {}", call.request().number(), why);
    journal.keep(call.at(State.HELD, why));
  }

  private boolean isOverdue(GatewayCall call) {
    return reader.chainTime() > call.request().deadline();
  }

  private boolean mayBeCarriedAlready(GatewayCall call) {
    return reader.mayBeCarriedAlready(call.request().number());
  }

  private static boolean isHidden(GatewayCall call) {
    return !call.request().disclosed() && call.disclosure().isEmpty();
  }

  /**
   * The ledger is asked before a gateway is told that nothing came of its request, whatever this
   * journal remembers: it may be an older one than it seems to be.
   */
  private boolean wasCarried(GatewayCall call) {
    Optional<String> opened = openings.opened(call);
    opened.ifPresent(
        transaction -> {
          LOG.info("request {} was carried, says the ledger", call.request().number());
          journal.keep(call.carried(transaction));
        });
    return opened.isPresent();
  }

  /**
   * Whether this proxy can say that no call was opened for the request and none will be: it never
   * handed one in, or whatever it may have handed in before it lost its memory is too late by now.
   * Which call that was cannot be told without the arguments, whatever the pipeline leads to now.
   */
  private boolean nothingCanBeOpened(GatewayCall call) {
    return !mayBeCarriedAlready(call) || (!isHidden(call) && openings.areImpossible(call));
  }
}
