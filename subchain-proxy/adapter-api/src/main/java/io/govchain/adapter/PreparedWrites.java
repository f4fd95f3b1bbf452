package io.govchain.adapter;

import java.util.List;
import java.util.Optional;

/**
 * The host's durable store of prepared writes. An adapter saves here before it broadcasts
 * (invariant I1), so that a restart finds the very bytes to broadcast again and the hash to ask the
 * chain for.
 */
public interface PreparedWrites {

  /**
   * Keeps a write; on disk when this returns. Saving the same write again changes nothing.
   *
   * @throws IllegalStateException when the reference, or the account's nonce, is already taken by a
   *     different write
   */
  void save(PreparedWrite write);

  /** The write of a reference, finished or not. */
  Optional<PreparedWrite> byReference(String reference);

  /** What {@link #finish} kept for a reference. */
  Optional<String> result(String reference);

  /** Writes that are not finished, by account and nonce. */
  List<PreparedWrite> unfinished();

  /**
   * Marks a write as finished and keeps its result. On disk when this returns.
   *
   * @param result in the adapter's own format, given back by {@link #result}
   * @throws IllegalStateException when nothing was saved under the reference
   */
  void finish(String reference, String result);
}
