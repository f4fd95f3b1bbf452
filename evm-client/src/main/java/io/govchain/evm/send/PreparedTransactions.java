package io.govchain.evm.send;

import io.govchain.evm.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The durable memory of a sender on one chain, across a change of its account. When a method that
 * writes returns, what it wrote survives the death of the process. References are unique, whoever
 * signed; nonces are not (a filler may share one, and each account has its own). Called from one
 * thread at a time.
 */
public interface PreparedTransactions {
  /** Saves a transaction before its broadcast. */
  void save(PreparedTransaction prepared);

  /** Saves several, all or none; override to make it one commit. */
  default void saveAll(List<PreparedTransaction> prepared) {
    prepared.forEach(this::save);
  }

  /**
   * Everything saved whose end is not known, of every account. A store that cannot tell which
   * accounts there were may leave out all but the present one: those of another are then taken up
   * when one of their references is asked for.
   */
  List<PreparedTransaction> unfinished();

  /** An account's transactions whose end is not known. */
  default List<PreparedTransaction> unfinished(String account) {
    return unfinished().stream().filter(each -> each.account().equals(account)).toList();
  }

  /** What is saved under the reference, whichever account signed it. */
  Optional<StoredTransaction> byReference(String reference);

  /** The highest nonce ever saved of an account, finished ones included. */
  OptionalLong highestNonce(String account);

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
