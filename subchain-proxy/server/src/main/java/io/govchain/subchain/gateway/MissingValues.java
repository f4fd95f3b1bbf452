package io.govchain.subchain.gateway;

import io.govchain.adapter.GatewayAnswer;
import io.govchain.adapter.GatewayStatus;
import io.govchain.governance.TransactionRecord;
import io.govchain.subchain.journal.GatewayCall;
import io.govchain.subchain.journal.GatewayCall.State;
import io.govchain.subchain.journal.StoredCall;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets what a read returned that has settled, where the cross-chain proxy was away when it did, or
 * this proxy has lost what it was told. A contract that is told of success without the value acts
 * on an empty one, and the gateway takes no second answer.
 */
final class MissingValues {

  /** One a minute, so about a day: then people have to say what it returned. */
  static final int MOST_LOOKS = 1_440;

  static final String ASKED = "settled; what it returned is asked for";

  private static final Logger LOG = LoggerFactory.getLogger(MissingValues.class);

  private final GatewayJournal journal;
  private final CallMaker maker;
  private final Intake intake;
  private final Consumer<StoredCall> reminder;

  /**
   * @param reminder has the cross-chain proxy tell once more how a call stands
   */
  MissingValues(
      GatewayJournal journal, CallMaker maker, Intake intake, Consumer<StoredCall> reminder) {
    this.journal = journal;
    this.maker = maker;
    this.intake = intake;
    this.reminder = reminder;
  }

  /** Whether an answer lacks what the contract asked for and may be shown. */
  static boolean lacks(GatewayCall call, TransactionRecord record, GatewayAnswer answer) {
    return answer.outcome() == GatewayStatus.SUCCEEDED
        && call.request().disclosed()
        && !record.steps().getFirst().descriptor().write()
        && answer.value().isEmpty();
  }

  /**
   * Asks for the value; the call is decided on when it has come.
   *
   * @param told the call as the journal has it, if it has it
   */
  void ask(GatewayCall call, Optional<StoredCall> told) {
    GatewayCall asking = call.detail().equals(ASKED) ? call : call.at(State.CARRIED, ASKED);
    if (asking.tries() >= MOST_LOOKS) {
      String why = "settled, and nobody could say what it returned";
      LOG.error("request {} waits for people: {}", call.request().number(), why);
      journal.keep(call.at(State.HELD, why));
      return;
    }
    if (asking.tries() == 0) {
      LOG.warn("request {}: {}", call.request().number(), ASKED);
    }
    told.ifPresentOrElse(reminder, () -> handInAgain(call));
    journal.keepForLater(asking.later(ASKED));
  }

  /** It has a record, so nothing is opened by that; its partner tells how it stands. */
  private void handInAgain(GatewayCall call) {
    maker.everMade(call).stream()
        .filter(made -> call.transaction().equals(Optional.of(made.call().transaction())))
        .findFirst()
        .map(made -> intake.handIn(made.body()))
        .ifPresent(
            result ->
                LOG.info("request {} is handed in again: {}", call.request().number(), result));
  }
}
