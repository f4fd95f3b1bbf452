package io.govchain.crosschain.engine;

/** Status of the record on the governance chain; names and order as in {@code ITransactions}. */
public enum ChainStatus {
  None,
  Open,
  Compensating,
  Settled,
  Compensated,
  Escalated,
  Resolved
}
