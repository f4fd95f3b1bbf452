package io.govchain.adapter;

import java.util.List;

/**
 * Transactions of an account that the host's store does not know.
 *
 * @param found those found since the last call
 * @param complete whether there are no others up to the newest block
 */
public record Strays(List<Stray> found, boolean complete) {

  /** Copies the list. */
  public Strays {
    found = List.copyOf(found);
  }

  /**
   * One of them.
   *
   * @param transactionHash the chain's name for it
   * @param call what it called with, 0x hex: a tag at its end tells what it belongs to
   */
  public record Stray(String transactionHash, String call) {

    /** Leaves the call out: it is business data and does not belong into a log. */
    @Override
    public String toString() {
      return "Stray[" + transactionHash + "]";
    }
  }
}
