package io.govchain.crosschain.sweep;

import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.sweep.Finding.Kind;
import io.govchain.governance.TransactionRecord;
import java.util.Optional;

/**
 * What is wrong with a transaction in which nothing has happened for a while, and what mends it.
 * Pure.
 */
final class Examination {
  private Examination() {}

  /**
   * A diagnosis.
   *
   * @param kind empty of an escalation, which people know of already: it is their turn
   * @param remedy safe whatever the cause: asks again for what is outstanding, or takes over what
   *     the record says
   */
  record Diagnosis(Optional<Kind> kind, String text, Optional<Input> remedy) {
    boolean is(Kind other) {
      return kind.filter(other::equals).isPresent();
    }
  }

  static Diagnosis of(
      TransactionState state, Optional<TransactionRecord> record, Watched watched, long now) {
    ChainStatus actual =
        record.map(r -> ChainStatus.values()[r.status().ordinal()]).orElse(ChainStatus.None);
    if (actual != expected(state.status())) {
      return contradictory(state, actual);
    }
    String text =
        "%s, nothing has happened for %d seconds; waits for %s"
            .formatted(state.status().word(), now - watched.since(), Waiting.of(state));
    Kind kind = isOverdue(state, actual, now) ? Kind.OVERDUE : Kind.STUCK;
    return new Diagnosis(
        Optional.of(kind).filter(any -> actual != ChainStatus.Escalated),
        text,
        Optional.of(new Input.Restarted()));
  }

  /** The record is the truth; an end on it is taken over, an opening cannot be without its plan. */
  private static Diagnosis contradictory(TransactionState state, ChainStatus actual) {
    boolean further =
        switch (actual) {
          case None, Open -> false;
          case Compensating, Settled, Compensated, Escalated, Resolved -> true;
        };
    return new Diagnosis(
        Optional.of(Kind.CONTRADICTORY),
        "the journal has it as %s, the record as %s".formatted(state.status().word(), actual),
        further ? Optional.of(new Input.StatusChangedOnChain(actual)) : Optional.empty());
  }

  private static boolean isOverdue(TransactionState state, ChainStatus actual, long now) {
    return actual == ChainStatus.Open
        && state.known().filter(known -> now > known.plan().deadline()).isPresent();
  }

  private static ChainStatus expected(ApplicationStatus status) {
    return switch (status) {
      case Received, Opening, Rejected -> ChainStatus.None;
      case Executing, Verifying -> ChainStatus.Open;
      case Compensating -> ChainStatus.Compensating;
      case Escalated -> ChainStatus.Escalated;
      case Settled -> ChainStatus.Settled;
      case Compensated -> ChainStatus.Compensated;
      case Resolved -> ChainStatus.Resolved;
    };
  }
}
