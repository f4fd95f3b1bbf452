package io.govchain.simulation.chain;

import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Plan;
import java.util.List;

/**
 * A transaction of the governance chain.
 *
 * @param reference the same again is the same transaction: signed bytes with one nonce
 */
public record Batch(String reference, String by, List<Submission> entries) {
  private static final int MOST_ENTRIES = 256;

  public Batch {
    entries = List.copyOf(entries);
  }

  /** Entries that the contract cannot read fail the batch as a whole. */
  boolean isReadable() {
    return entries.size() <= MOST_ENTRIES
        && entries.stream()
            .allMatch(
                entry ->
                    switch (entry) {
                      case Submission.Opening opening ->
                          !opening.steps().isEmpty() && opening.steps().size() <= Plan.MAX_STEPS;
                      case Submission.Report report -> report.entry() != Entry.Opened;
                    });
  }
}
