package io.govchain.simulation.chain;

import java.util.Optional;

/** What the governance chain says as of one of its blocks: what a node shows that has no later. */
public final class LedgerState {
  private final Ledger ledger;
  private final int block;

  LedgerState(Ledger ledger, int block) {
    this.ledger = ledger;
    this.block = block;
  }

  /** Number of the block; -1 before the first. */
  public int block() {
    return block;
  }

  /** Time of the block; 0 before the first. */
  public long time() {
    return block < 0 ? 0 : ledger.blocks().get(block).time();
  }

  /** A record as it was then. */
  public Optional<LedgerRecord> find(String transaction) {
    return ledger.recordAt(transaction, block);
  }

  /** Whether what was opened through this version could take further steps then. */
  public boolean goesOn(Pipeline version) {
    return ledger.wentOn(version, block);
  }
}
