package io.govchain.governance;

import java.util.List;

/** What the governance chain's ledger holds of one cross-chain transaction now. */
public record TransactionRecord(
    String id, Status status, long openedAt, long deadline, List<StepRecord> steps) {

  /** Where the transaction stands; the last three ends are never left. */
  public enum Status implements Worded {
    NONE,
    OPEN,
    COMPENSATING,
    SETTLED,
    COMPENSATED,
    ESCALATED,
    RESOLVED;

    /** Whether the transaction has ended for good. */
    public boolean ended() {
      return this == SETTLED || this == COMPENSATED || this == RESOLVED;
    }
  }

  /** Keeps its own copy of the list. */
  public TransactionRecord {
    steps = List.copyOf(steps);
  }

  /**
   * Whether it has ended, for good, and does not have what a write was to do: then nothing can undo
   * that write any more, and it is not wanted.
   *
   * @param undoing whether the write was to undo the step
   */
  public boolean endedWithout(int step, boolean undoing) {
    if (!status.ended() || step >= steps.size()) {
      return false;
    }
    StepRecord recorded = steps.get(step);
    return undoing ? !recorded.isUndone() : !recorded.isDone();
  }
}
