package io.govchain.subchain.gateway;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Since when, and why, a gateway is not looked after as it should be. Thread-safe. */
final class Stall {

  /** A node that restarts is no stall. */
  private static final Duration ALARMING = Duration.ofMinutes(1);

  private final LongSupplier nanos;
  private long since;
  private String why = "";
  private boolean told;

  /**
   * @param nanos a monotonic clock
   */
  Stall(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** It gets on. */
  synchronized void over() {
    why = "";
    told = false;
  }

  /**
   * It does not get on.
   *
   * @return whether that is to be told now: once when it has lasted too long
   */
  synchronized boolean lasts(String reason) {
    if (why.isEmpty()) {
      since = nanos.getAsLong();
    }
    why = reason.isEmpty() ? "no reason given" : reason;
    boolean telling = !told && tooLong();
    told |= telling;
    return telling;
  }

  /** For how long it has not got on; 0 while it does. */
  synchronized long seconds() {
    return why.isEmpty() ? 0 : Duration.ofNanos(nanos.getAsLong() - since).toSeconds();
  }

  /** What people have to look at; empty while it may pass by itself. */
  synchronized Optional<String> finding() {
    return why.isEmpty() || !tooLong()
        ? Optional.empty()
        : Optional.of(
            "its requests could not be read for %d seconds: %s".formatted(seconds(), why));
  }

  private boolean tooLong() {
    return nanos.getAsLong() - since >= ALARMING.toNanos();
  }
}
