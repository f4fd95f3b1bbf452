package io.govchain.evm;

import io.govchain.evm.signing.RawTransaction;
import java.util.Optional;

/**
 * A transaction as a node knows it.
 *
 * @param inclusion empty while it waits for a block
 */
public record TransactionInfo(RawTransaction transaction, Optional<Inclusion> inclusion) {
  /** Where it stands in the chain. */
  public record Inclusion(long blockNumber, String blockHash, long transactionIndex) {}
}
