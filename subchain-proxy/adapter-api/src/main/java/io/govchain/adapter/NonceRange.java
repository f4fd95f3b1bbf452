package io.govchain.adapter;

/**
 * Neighbouring places in an account's sequence.
 *
 * @param from the first
 * @param to the first that is not among them
 */
public record NonceRange(long from, long to) {

  /** Refuses an empty one. */
  public NonceRange {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "nonces: expected 0 <= from < to, got from %d to %d".formatted(from, to));
    }
  }
}
