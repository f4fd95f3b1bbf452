package io.govchain.evm;

import io.govchain.evm.signing.RawTransaction;
import java.util.List;

/**
 * A block with its transactions in order; each was re-encoded from the node's answer and has the
 * hash that the node states.
 */
public record Block(BlockHeader header, List<RawTransaction> transactions) {
  public Block {
    transactions = List.copyOf(transactions);
  }

  /** The block's number. */
  public long number() {
    return header.number();
  }

  /** The block's hash. */
  public String hash() {
    return header.hash();
  }
}
