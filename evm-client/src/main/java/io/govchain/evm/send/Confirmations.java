package io.govchain.evm.send;

/** How many blocks must follow one before what it holds counts; only ever more. Thread-safe. */
final class Confirmations {
  private volatile int blocks;

  Confirmations(int blocks) {
    this.blocks = blocks;
  }

  int blocks() {
    return blocks;
  }

  synchronized void raiseTo(int least) {
    blocks = Math.max(blocks, least);
  }
}
