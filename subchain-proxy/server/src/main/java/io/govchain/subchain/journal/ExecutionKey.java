package io.govchain.subchain.journal;

import io.govchain.amdp.StepAction;

/**
 * Names an execution.
 *
 * @param transaction transaction id
 * @param step number of the step
 * @param action doing or undoing
 */
public record ExecutionKey(String transaction, int step, StepAction action) {

  /** The adapter's idempotency key. */
  public String reference() {
    return transaction + "/" + step + "/" + action.wire();
  }

  @Override
  public String toString() {
    return reference();
  }
}
