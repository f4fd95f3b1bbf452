package io.govchain.service.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round after the other on a thread of its own until it is closed. A round that fails, be it by
 * an {@code Error}, is followed by another after a pause; health says so meanwhile. A lack of
 * memory is never forgotten: whatever it hit elsewhere cannot be known.
 */
public final class Loop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

  private final String name;
  private final Duration between;
  private final Round round;
  private final Runnable failed;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean started;
  private volatile boolean outOfMemory;
  private volatile String problem = "";

  Loop(String name, Duration between, Round round, Runnable failed) {
    this.name = name;
    this.between = between;
    this.round = round;
    this.failed = failed;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  /** Begins with the first round. */
  public void start() {
    started = true;
    thread.start();
  }

  private void run() {
    int failures = 0;
    while (closing.getCount() > 0) {
      try {
        round.run();
        failures = 0;
        problem = "";
        pause(between);
      } catch (Throwable thrown) {
        if (closing.getCount() == 0) {
          return; // Whatever is broken off by closing breaks in its own way.
        }
        failures++;
        note(failures, thrown);
        pause(BACKOFF.after(failures));
      }
    }
  }

  /** What is kept needs no memory; what is told may. */
  private void note(int failures, Throwable thrown) {
    outOfMemory |= thrown instanceof OutOfMemoryError;
    try {
      failed.run();
      problem = "failed %d times, last at %s: %s".formatted(failures, Instant.now(), thrown);
      if (thrown instanceof Error || Integer.bitCount(failures) == 1) {
        LOG.error("{} failed (failure {}) and goes on after a pause", name, failures, thrown);
      }
    } catch (OutOfMemoryError again) {
      outOfMemory = true;
    }
  }

  private void pause(Duration time) {
    try {
      if (closing.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("{} is closed", name);
      }
    } catch (InterruptedException nobodyElseInterrupts) {
      LOG.debug("{} is interrupted", name);
    }
  }

  /** What is wrong with it; empty when all is well. */
  Optional<String> problem() {
    if (outOfMemory) {
      return Optional.of(name + " ran out of memory; the process is to be restarted");
    }
    if (started && closing.getCount() > 0 && !thread.isAlive()) {
      return Optional.of(name + " has ended, although nobody closed it");
    }
    return Optional.of(problem).filter(text -> !text.isEmpty()).map(text -> name + " " + text);
  }

  /** Has it end; does not wait for that. */
  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
  }

  /** Waits until it has ended, or for so long. */
  public void join(Duration atMost) throws InterruptedException {
    thread.join(atMost);
  }
}
