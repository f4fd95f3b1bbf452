package io.govchain.testnet.acceptance;

import io.govchain.testnet.Awaiting;
import io.govchain.testnet.acceptance.Condition.Observation;
import java.time.Duration;

/**
 * Waits for conditions: {@code within(ofSeconds(20)).eventually(call.isSettled())}. Nothing sleeps
 * for a guessed time; every wait ends as soon as its condition holds, or fails in words.
 */
public final class Conditions {
  private final Duration time;

  private Conditions(Duration time) {
    this.time = time;
  }

  /** Waits that fail after {@code time}; the deadline counts from each call. */
  public static Conditions within(Duration time) {
    return new Conditions(time);
  }

  /**
   * Waits until each condition has held once, one after the other in the order given.
   *
   * @throws Awaiting.TimedOut naming the condition that did not come true, and what was seen last
   */
  public void eventually(Condition... conditions) {
    for (Condition condition : conditions) {
      Awaiting.within(time)
          .until(condition.sentence(), () -> condition.look().get(), Observation::holds);
    }
  }

  /**
   * Looks again and again until {@code end} has come true, and expects {@code condition} to hold at
   * every look: for what must never happen while something else goes on.
   *
   * @throws BrokenCondition as soon as it does not hold
   */
  public void holdsUntil(Condition condition, Condition end) {
    Awaiting.within(time)
        .until(
            end.sentence(),
            () -> {
              requireNow(condition);
              return end.look().get();
            },
            Observation::holds);
    requireNow(condition);
  }

  /** Expects the condition to hold at this moment. */
  public static void requireNow(Condition condition) {
    Observation seen = condition.look().get();
    if (!seen.holds()) {
      throw new BrokenCondition(
          "expected: %s; seen: %s".formatted(condition.sentence(), seen.seen()));
    }
  }

  /** A condition that should have held at a moment and did not. */
  public static final class BrokenCondition extends RuntimeException {
    BrokenCondition(String message) {
      super(message);
    }
  }
}
