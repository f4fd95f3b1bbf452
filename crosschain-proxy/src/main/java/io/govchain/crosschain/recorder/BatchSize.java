package io.govchain.crosschain.recorder;

import io.govchain.governance.GovernanceCalls;

/** How many entries go into a batch: what was refused is split, what lands may grow again. */
final class BatchSize {
  /**
   * As the ledger takes them, at most half of a block of 60 million gas; where blocks are smaller,
   * a batch that does not fit is split.
   */
  private static final int MOST = GovernanceCalls.MOST_ENTRIES;

  /** Batches in a row that land before one as large as the last refused is tried again. */
  private static final int LANDED_BEFORE_LARGER = 16;

  /** Entries of the next batch; doubles with each that lands, up to the bound. */
  private int limit = MOST;

  /** Larger batches were refused, by what may have been their size. */
  private int bound = MOST;

  private int landed;
  private int refusals;

  /** Entries that the next batch may have. */
  synchronized int limit() {
    return limit;
  }

  /** Whether nothing was refused since the last batch that landed. */
  synchronized boolean isAccepted() {
    return refusals == 0;
  }

  synchronized void landed() {
    refusals = 0;
    if (++landed % LANDED_BEFORE_LARGER == 0) {
      bound = Math.min(MOST, 2 * bound);
    }
    limit = Math.min(bound, 2 * limit);
  }

  /** A batch of so many entries was; returns how many were before it, in a row. */
  synchronized int refused(int entries) {
    limit = Math.max(1, entries / 2);
    bound = entries == 1 ? MOST : limit;
    landed = 0;
    return refusals++;
  }
}
