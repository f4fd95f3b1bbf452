package io.govchain.crosschain.sweep;

import java.util.OptionalLong;

/**
 * A transaction as it was seen last.
 *
 * @param look tells whether anything has changed
 * @param since block time when it was first seen so
 * @param next block time when it is looked at again
 * @param repairs how often everything was asked for again since
 * @param doubted whether the record said something else when it was looked at last
 * @param alarmed whether people were called
 */
record Watched(long look, long since, long next, int repairs, boolean doubted, boolean alarmed) {

  /** So many repairs in vain are an alarm. */
  private static final int ALARMING = 3;

  /** Of the time that was left before the deadline, in quarters: then it is an alarm anyway. */
  private static final int QUARTERS = 3;

  static Watched first(long look, long now, Patience patience) {
    return new Watched(look, now, now + patience.seconds(), 0, false, false);
  }

  /**
   * Looked at again ever more seldom, and when the deadline is near.
   *
   * @param deadline of the transaction, where it is known
   */
  Watched repaired(long now, Patience patience, OptionalLong deadline) {
    long pause = Math.min(patience.seconds() << Math.min(repairs + 1, 10), patience.longest());
    long after = now + pause;
    long late = late(deadline);
    long again = now < late ? Math.min(after, late) : after;
    return new Watched(look, since, again, repairs + 1, doubted, alarmed);
  }

  /** Nothing is done about a contradiction that was seen only once. */
  Watched doubtedAt(long now, Patience patience) {
    return new Watched(look, since, now + patience.seconds(), repairs, true, alarmed);
  }

  /** What a repair itself changed is no progress. */
  Watched seenAs(long changed) {
    return new Watched(changed, since, next, repairs, false, alarmed);
  }

  Watched withAlarm() {
    return new Watched(look, since, next, repairs, doubted, true);
  }

  /** Whether people are to be called: it was tried often, or little time is left. */
  boolean isAlarming(long now, OptionalLong deadline) {
    return !alarmed && (repairs >= ALARMING || repairs > 1 && now >= late(deadline));
  }

  private long late(OptionalLong deadline) {
    return deadline.isPresent() && deadline.getAsLong() > since
        ? since + (deadline.getAsLong() - since) * QUARTERS / 4
        : Long.MAX_VALUE;
  }
}
