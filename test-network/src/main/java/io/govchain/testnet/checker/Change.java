package io.govchain.testnet.checker;

/**
 * An entry that the record on the governance chain took.
 *
 * @param step 15 where it concerns the whole transaction
 * @param time of the block, seconds
 */
public record Change(
    String transaction, Entry entry, int step, Status before, Status after, long block, long time) {

  /** Entries in the order of {@code ITransactions.Entry}. */
  public enum Entry {
    SUCCEEDED,
    FAILED,
    NOT_EXECUTED,
    ACCEPTED,
    DISPUTED,
    COMPENSATED,
    COMPENSATION_FAILED,
    ABORTED,
    ESCALATED,
    RESOLVED,
    OPENED
  }

  /** Statuses in the order of {@code ITransactions.Status}. */
  public enum Status {
    NONE,
    OPEN,
    COMPENSATING,
    SETTLED,
    COMPENSATED,
    ESCALATED,
    RESOLVED;

    /** Whether it is never left again. */
    public boolean isFinal() {
      return this == SETTLED || this == COMPENSATED || this == RESOLVED;
    }
  }
}
