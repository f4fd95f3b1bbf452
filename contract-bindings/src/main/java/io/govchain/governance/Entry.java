package io.govchain.governance;

/** What a line of the transaction ledger says. {@code OPENED} appears only in rejections. */
public enum Entry implements Worded {
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
  OPENED;

  /** Whether it speaks of the whole transaction rather than of one step. */
  public boolean concernsWholeTransaction() {
    return this == ABORTED || this == ESCALATED || this == RESOLVED;
  }
}
