package io.govchain.console.store;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * An answer that is worked out once for all who ask at the same moment. One that takes long is kept
 * beyond its moment, for ten times as long as it took: however many ask and however fast blocks
 * come, it takes a tenth of one processor at most.
 *
 * @param <K> what the answer depends on
 */
final class Kept<K, V> {
  private static final long LONG_NANOS = 100_000_000;
  private static final int TIMES = 10;

  private final Supplier<V> question;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private K moment;
  private V answer;
  private long until;

  Kept(Supplier<V> question, LongSupplier nanoTime) {
    this.question = question;
    this.nanoTime = nanoTime;
  }

  /** Those who ask while it is worked out wait for it and share it. */
  V get(K now) {
    lock.lock();
    try {
      return known(now);
    } finally {
      lock.unlock();
    }
  }

  private V known(K now) {
    long asked = nanoTime.getAsLong();
    if (answer != null && (now.equals(moment) || asked - until < 0)) {
      return answer;
    }
    answer = question.get();
    moment = now;
    long end = nanoTime.getAsLong();
    until = end - asked > LONG_NANOS ? end + TIMES * (end - asked) : end;
    return answer;
  }
}
