package io.govchain.governance;

/**
 * Faults of an institution towards a counterparty within one batch.
 *
 * @param failed steps of it that failed
 * @param late deadlines at which it had not said what it had to
 * @param disputed evidence of it that was not accepted
 * @param escalated steps that it could not undo, or left open for people
 */
public record CreditFaults(int failed, int late, int disputed, int escalated) {

  private static final int BITS = 16;
  private static final long MASK = 0xffff;

  /** From 16 bits each, the failed lowest. */
  static CreditFaults of(long packed) {
    return new CreditFaults(part(packed, 0), part(packed, 1), part(packed, 2), part(packed, 3));
  }

  private static int part(long packed, int index) {
    return (int) (packed >>> BITS * index & MASK);
  }
}
