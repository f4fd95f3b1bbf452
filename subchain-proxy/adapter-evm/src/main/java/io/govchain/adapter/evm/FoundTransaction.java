package io.govchain.adapter.evm;

import io.govchain.evm.signing.RawTransaction;
import java.util.Optional;

/**
 * A transaction that a block held when it was looked for.
 *
 * @param block the block's number
 */
record FoundTransaction(long block, RawTransaction transaction) {

  /** Whether it asks for exactly this. */
  boolean isCall(String to, String data) {
    return transaction.to().equals(Optional.of(to)) && transaction.data().equals(data);
  }
}
