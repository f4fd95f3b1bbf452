package io.govchain.subchain.journal;

import io.govchain.amdp.StepAction;
import java.util.stream.Stream;

/**
 * Names an execution.
 *
 * @param transaction transaction id
 * @param step number of the step
 * @param action doing or undoing
 */
public record ExecutionKey(String transaction, int step, StepAction action) {

  /**
   * The name as the tables have it.
   *
   * @param action the action's wire name
   */
  static ExecutionKey of(String transaction, int step, String action) {
    StepAction named =
        Stream.of(StepAction.values())
            .filter(known -> known.wire().equals(action))
            .findFirst()
            .orElseThrow();
    return new ExecutionKey(transaction, step, named);
  }

  /** The adapter's idempotency key. */
  public String reference() {
    return transaction + "/" + step + "/" + action.wire();
  }

  @Override
  public String toString() {
    return reference();
  }
}
