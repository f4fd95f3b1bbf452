package io.govchain.testnet;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Waits for a condition with a deadline, instead of sleeping and hoping. A condition that does not
 * come true ends in a {@link TimedOut} that says what was expected and what was seen last.
 */
public final class Awaiting {
  private static final Duration DEFAULT_PAUSE = Duration.ofMillis(20);

  private final Duration time;
  private final Duration pause;

  private Awaiting(Duration time, Duration pause) {
    this.time = time;
    this.pause = pause;
  }

  /** Waits that fail after {@code time}. */
  public static Awaiting within(Duration time) {
    return new Awaiting(time, DEFAULT_PAUSE);
  }

  /** The same deadline with another pause between two looks. */
  public Awaiting lookingEvery(Duration interval) {
    return new Awaiting(time, interval);
  }

  /** Waits until {@code probe} finds something, and returns it. */
  public <T> T untilFound(String what, Supplier<Optional<T>> probe) {
    return until(what, probe, Optional::isPresent).orElseThrow();
  }

  /** Waits until {@code condition} holds. */
  public void untilTrue(String what, BooleanSupplier condition) {
    until(what, condition::getAsBoolean, holds -> holds);
  }

  /**
   * Waits until the value of {@code probe} satisfies {@code expected}, and returns that value. At
   * least one look is taken, and one after the deadline has passed.
   *
   * @throws TimedOut with the value seen last
   */
  public <T> T until(String what, Supplier<T> probe, Predicate<T> expected) {
    long deadline = System.nanoTime() + time.toNanos();
    while (true) {
      boolean lastLook = System.nanoTime() - deadline >= 0;
      T seen = probe.get();
      if (expected.test(seen)) {
        return seen;
      }
      if (lastLook) {
        throw new TimedOut(
            "expected within %s: %s; last seen: %s".formatted(inWords(time), what, seen));
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new TimedOut("interrupted while waiting for: " + what + "; last seen: " + seen);
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  private static String inWords(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  /** A condition that did not come true in its time. */
  public static final class TimedOut extends RuntimeException {
    TimedOut(String message) {
      super(message);
    }
  }
}
