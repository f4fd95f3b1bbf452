package io.govchain.crosschain.journal;

import java.util.List;

/**
 * What a governance block led to.
 *
 * @param failed inputs that the journal could not apply: defects, which hold up no other
 *     transaction
 */
public record BlockStepped(List<Stepped> steps, List<Failed> failed) {
  public BlockStepped {
    steps = List.copyOf(steps);
    failed = List.copyOf(failed);
  }

  /** An input that could not be applied, and why. */
  public record Failed(TransactionInput input, Throwable cause) {}
}
