package io.govchain.subchain.governance;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Tells waiting threads of each new block. */
final class BlockBeat {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition next = lock.newCondition();
  private long block = -1;

  void onBlock(long number) {
    lock.lock();
    try {
      block = number;
      next.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long block() {
    lock.lock();
    try {
      return block;
    } finally {
      lock.unlock();
    }
  }

  void awaitAfter(long number, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (block <= number && left > 0) {
        left = next.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
