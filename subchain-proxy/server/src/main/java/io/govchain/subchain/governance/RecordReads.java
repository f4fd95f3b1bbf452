package io.govchain.subchain.governance;

import io.govchain.governance.GovernanceChain;
import io.govchain.governance.TransactionRecord;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Reads records of transactions in the chain's latest state. Behind one address there may be nodes
 * of which one lags, or one that was put back: a record that it does not have yet is none that was
 * never opened. Applications and gateways are told for good that a call was never opened, so that
 * is said only of a state that has the newest block seen.
 */
final class RecordReads {
  private final GovernanceChain chain;
  private final LongSupplier newestBlockSeen;

  /**
   * @param newestBlockSeen its number; negative before the first
   */
  RecordReads(GovernanceChain chain, LongSupplier newestBlockSeen) {
    this.chain = chain;
    this.newestBlockSeen = newestBlockSeen;
  }

  /**
   * The record; empty if the transaction was not opened up to the newest block seen.
   *
   * @throws io.govchain.evm.EvmException where the node does not answer or does not have that block
   */
  Optional<TransactionRecord> of(String transaction) {
    long seen = newestBlockSeen.getAsLong();
    Optional<TransactionRecord> latest = chain.transaction(transaction);
    return latest.isPresent() || seen < 0 ? latest : chain.at(seen).transaction(transaction);
  }
}
