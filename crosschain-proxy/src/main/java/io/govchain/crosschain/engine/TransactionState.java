package io.govchain.crosschain.engine;

import java.util.Optional;
import java.util.OptionalLong;

/** Where a transaction stands for one of its parties: one record per condition. */
public sealed interface TransactionState
    permits Unseen,
        Opening,
        Executing,
        Settling,
        Compensating,
        Escalated,
        Settled,
        Compensated,
        Resolved,
        Rejected {

  /** All that is known; empty only while nothing is. */
  Optional<Progress> known();

  /** The word for applications. */
  ApplicationStatus status();

  /** Why the transaction was rejected, or is undone where no step says so; else nothing. */
  default Reason detail() {
    return Reason.NONE;
  }

  /** Block time at which the state wants {@code BlockTimeAdvanced}; empty if never. */
  OptionalLong wakeAt(Policy policy);

  /** Whether the state is never left. */
  default boolean isFinal() {
    return switch (this) {
      case Settled s -> true;
      case Compensated s -> true;
      case Resolved s -> true;
      case Unseen s -> false;
      case Opening s -> false;
      case Executing s -> false;
      case Settling s -> false;
      case Compensating s -> false;
      case Escalated s -> false;
      case Rejected s -> false;
    };
  }

  /** The transaction as it is shown; empty only while nothing is known. */
  default Optional<TransactionView> view() {
    return known().map(progress -> TransactionView.of(status(), detail(), progress));
  }
}
