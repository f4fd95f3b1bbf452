package io.govchain.service.loop;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Doubling waits with jitter, so that many senders do not knock in step. */
public record Backoff(Duration first, Duration max) {
  /** The wait after so many failures in a row, counted from one. */
  public Duration after(int failures) {
    long full = first.toMillis() << Math.min(failures - 1, 20);
    long capped = Math.max(1, Math.min(full, max.toMillis()));
    return Duration.ofMillis(capped - ThreadLocalRandom.current().nextLong(capped / 2 + 1));
  }
}
