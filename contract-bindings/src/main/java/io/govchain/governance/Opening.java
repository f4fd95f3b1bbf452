package io.govchain.governance;

import java.util.List;

/**
 * The first ledger entry of a transaction.
 *
 * @param deadline governance block time after which any party may abort it
 */
public record Opening(String transaction, long deadline, List<StepDescriptor> steps) {

  /** Keeps its own copy of the list. */
  public Opening {
    steps = List.copyOf(steps);
  }
}
