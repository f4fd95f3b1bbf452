package io.govchain.subchain.journal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Rings when the log of events may have grown. A hint only: what there is to read is on disk, and
 * who waits looks there from time to time anyway.
 */
public final class EventBell {

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(25);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private long count;

  /** Wakes everybody who waits. */
  public void ring() {
    lock.lock();
    try {
      count++;
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How often it has rung; to be asked before reading, so that nothing falls in between. */
  public long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until it has rung more often than this, or for so long. Who has just looked is not woken
   * at once: hundreds of changes a second must not make every stream look hundreds of times.
   */
  public void awaitAfter(long known, Duration atMost) throws InterruptedException {
    long begin = System.nanoTime();
    await(known, atMost.toNanos());
    long rest = SHORTEST_PAUSE.toNanos() - (System.nanoTime() - begin);
    if (rest > 0) {
      TimeUnit.NANOSECONDS.sleep(Math.min(rest, atMost.toNanos()));
    }
  }

  private void await(long known, long atMostNanos) throws InterruptedException {
    long left = atMostNanos;
    lock.lockInterruptibly();
    try {
      while (count <= known && left > 0) {
        left = rung.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
