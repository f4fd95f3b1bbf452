package io.govchain.testnet.checker;

import java.util.List;

/**
 * A call that was accepted: what its application was promised to be done wholly or not at all.
 *
 * @param transaction its identifier
 */
public record Promise(String transaction, List<Write> writes) {

  /** Keeps its own copy of the writes. */
  public Promise {
    writes = List.copyOf(writes);
  }

  /**
   * A step that stores a document's digest.
   *
   * @param chain name of the chain
   */
  public record Write(int step, String chain, String digest, String metadata) {}
}
