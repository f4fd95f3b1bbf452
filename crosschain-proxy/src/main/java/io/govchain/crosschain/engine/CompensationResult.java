package io.govchain.crosschain.engine;

/** What the record says about undoing a step. */
public enum CompensationResult {
  None,
  Compensated,
  Failed
}
