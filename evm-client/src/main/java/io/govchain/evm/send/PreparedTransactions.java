package io.govchain.evm.send;

import io.govchain.evm.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The durable memory of one account's sender on one chain. When a method that writes returns, what
 * it wrote survives the death of the process. References are unique; nonces are not (a filler may
 * share one). Called from one thread at a time.
 */
public interface PreparedTransactions {
  /** Saves a transaction before its broadcast. */
  void save(PreparedTransaction prepared);

  /** Saves several, all or none; override to make it one commit. */
  default void saveAll(List<PreparedTransaction> prepared) {
    prepared.forEach(this::save);
  }

  /** Everything saved whose end is not known. */
  List<PreparedTransaction> unfinished();

  /** What is saved under the reference. */
  Optional<StoredTransaction> byReference(String reference);

  /** The highest nonce ever saved, finished ones included. */
  OptionalLong highestNonce();

  /** A block holds the transaction. Doing it twice changes nothing. */
  void finish(String reference, Receipt receipt);

  /** Blocks hold these transactions; override to make it one commit. */
  default void finishAll(List<LandedTransaction> landed) {
    landed.forEach(transaction -> finish(transaction.reference(), transaction.receipt()));
  }

  /** The transaction can never take effect. Doing it twice changes nothing. */
  void abandon(String reference, String reason);

  /**
   * A store that lasts as long as the process: for tools that wait for every transaction they send.
   */
  static PreparedTransactions inMemory() {
    return new MemoryPreparedTransactions();
  }
}
