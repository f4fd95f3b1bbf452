package io.govchain.governance;

/** Upper bounds of what governance calls cost, from the size of the call alone. */
final class GasLimits {

  /**
   * Every governed call: the transaction itself, the role check, a handful of fresh slots and an
   * event.
   */
  private static final long BASE = 500_000;

  /**
   * A stored byte costs 22,100 / 32 in a fresh slot and at most 40 as calldata; twice that leaves
   * room for logs and copies.
   */
  private static final long PER_DATA_BYTE = 1_500;

  private static final long RECORD_BASE = 150_000;
  private static final long PER_OPENING = 150_000;
  private static final long PER_REPORT = 60_000;

  /** Admissions write checkpoints, upgrades call into new code. */
  private static final long PER_EXECUTED_CALL = 2_000_000;

  private GasLimits() {}

  static long write(String data) {
    return BASE + PER_DATA_BYTE * (data.length() / 2);
  }

  static long record(int openings, int reports) {
    return RECORD_BASE + PER_OPENING * openings + PER_REPORT * reports;
  }

  static long execute(Proposal proposal) {
    return proposal.calls().stream()
        .mapToLong(call -> PER_EXECUTED_CALL + write(call.data()))
        .reduce(BASE, Long::sum);
  }
}
