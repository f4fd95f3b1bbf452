package io.govchain.adapter;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The host's durable store of prepared writes. An adapter saves here before it broadcasts
 * (invariant I1), so that a restart finds the very bytes to broadcast again and the hash to ask the
 * chain for.
 *
 * <p>References are unique. Nonces are not: an adapter may fill a gap in its account's sequence, or
 * sign the same write again with a higher price, under a name with {@link #RAISED}, so that at most
 * one of them takes effect.
 */
public interface PreparedWrites {

  /**
   * Between a reference and a number from 1 on: under that name an adapter saves what it signs
   * again for the reference. The host looks for all of them where it asks what became of it.
   */
  String RAISED = "/raised:";

  /**
   * Keeps writes, all or none; on disk when this returns. Saving the same write again changes
   * nothing.
   *
   * @throws IllegalStateException when a reference already stands for a different write
   */
  void save(List<PreparedWrite> writes);

  /** The write of a reference, finished or not. */
  Optional<PreparedWrite> byReference(String reference);

  /** What {@link #finish} kept for a reference. */
  Optional<String> result(String reference);

  /**
   * Notes that a write is not wanted any more, so that the next life knows it before it sends
   * anything. On disk when this returns; doing it twice changes nothing.
   *
   * @return false, and nothing noted, where no such write is here or it is finished
   */
  boolean withdraw(String reference);

  /** References of an account's writes that are not finished and not wanted any more. */
  List<String> withdrawn(String account);

  /** An account's writes that are not finished, by nonce. */
  List<PreparedWrite> unfinished(String account);

  /**
   * The nonces of an account that none of its writes here has, finished ones included, in order.
   * Writes with these nonces were made before this store, with one that was lost, or after the copy
   * that was put back as this one: only the chain knows them.
   *
   * @param below the first nonce that is not asked about
   */
  List<NonceRange> missingNonces(String account, long below);

  /**
   * Those of them from a nonce on, for who asks often.
   *
   * @param from the first nonce that is asked about
   */
  default List<NonceRange> missingNonces(String account, long from, long below) {
    return missingNonces(account, below).stream()
        .filter(range -> range.to() > from)
        .map(range -> new NonceRange(Math.max(range.from(), from), range.to()))
        .toList();
  }

  /** The highest nonce of an account's writes, finished ones included. */
  OptionalLong highestNonce(String account);

  /**
   * Marks a write as finished and keeps its result. On disk when this returns. The first result
   * stands.
   *
   * @param result in the adapter's own format, given back by {@link #result}
   * @throws IllegalStateException when nothing was saved under the reference
   */
  void finish(String reference, String result);
}
