package io.govchain.crosschain.engine;

/** What can be reported to the record; names and order as in {@code ITransactions}. */
public enum Entry {
  Succeeded,
  Failed,
  NotExecuted,
  Accepted,
  Disputed,
  Compensated,
  CompensationFailed,
  Aborted,
  Escalated,
  Resolved,
  /** Only in rejections: the opening itself was refused. */
  Opened;

  /** The step number of entries that concern the whole transaction. */
  public static final int WHOLE = 255;
}
