package io.govchain.evm;

/**
 * A header, and what a node tells beside it.
 *
 * @param transactions how many the block holds
 */
public record CountedHeader(BlockHeader header, int transactions) {

  /** The block's number. */
  public long number() {
    return header.number();
  }
}
