package io.govchain.crosschain.follow;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast the governance chain's blocks come: the mean over the newest ones. Thread-safe. */
public final class Pace {
  private static final int BLOCKS = 64;
  private static final double UNKNOWN = 1;

  private final Deque<Long> times = new ArrayDeque<>();

  /** Takes note of the next block. */
  public synchronized void onBlock(long timestamp) {
    times.addLast(timestamp);
    if (times.size() > BLOCKS) {
      times.removeFirst();
    }
  }

  /** What came before counts no more. */
  public synchronized void onReorg() {
    times.clear();
  }

  /** Seconds per block; one while fewer than two blocks were seen. */
  public synchronized double blockSeconds() {
    return times.size() < 2
        ? UNKNOWN
        : Math.max(0, times.getLast() - times.getFirst()) / (double) (times.size() - 1);
  }
}
