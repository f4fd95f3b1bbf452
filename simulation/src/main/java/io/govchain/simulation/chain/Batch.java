package io.govchain.simulation.chain;

import java.util.List;

/**
 * A transaction of the governance chain.
 *
 * @param reference the same again is the same transaction: signed bytes with one nonce
 */
public record Batch(String reference, String by, List<Submission> entries) {
  public Batch {
    entries = List.copyOf(entries);
  }
}
