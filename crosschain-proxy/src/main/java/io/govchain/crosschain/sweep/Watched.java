package io.govchain.crosschain.sweep;

/**
 * A transaction as it was seen last.
 *
 * @param look tells whether anything has changed
 * @param since block time when it was first seen so
 * @param next block time when it is looked at again
 * @param repairs how often everything was asked for again since
 * @param doubted whether the record said something else when it was looked at last
 */
record Watched(long look, long since, long next, int repairs, boolean doubted) {
  /** Longer than a governed call takes where nothing is wrong. */
  static final long PATIENCE = 20;

  private static final long LONGEST_PAUSE = 300;

  static Watched first(long look, long now) {
    return new Watched(look, now, now + PATIENCE, 0, false);
  }

  Watched repaired(long now) {
    long pause = Math.min(PATIENCE << Math.min(repairs + 1, 10), LONGEST_PAUSE);
    return new Watched(look, since, now + pause, repairs + 1, doubted);
  }

  /** Nothing is done about a contradiction that was seen only once. */
  Watched doubtedAt(long now) {
    return new Watched(look, since, now + PATIENCE, repairs, true);
  }

  /** What a repair itself changed is no progress. */
  Watched seenAs(long changed) {
    return new Watched(changed, since, next, repairs, false);
  }
}
