package io.govchain.console.api;

import io.govchain.console.index.IndexStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Whether the chain goes on, by this machine's clock: the clock of its blocks may be set otherwise.
 */
public final class Pulse {
  private final Supplier<IndexStatus> status;
  private final Clock clock;

  public Pulse(Supplier<IndexStatus> status, Clock clock) {
    this.status = status;
    this.clock = clock;
  }

  /** What the index knows. */
  public IndexStatus status() {
    return status.get();
  }

  /** This machine's clock, seconds. */
  long seconds() {
    return clock.instant().getEpochSecond();
  }

  /** Seconds for which the node has not answered; 0 while it does. */
  long silentSeconds() {
    return Math.max(0, status.get().silent(clock.instant()).toSeconds());
  }

  /** Seconds since the newest block was seen first. */
  public long stalledSeconds() {
    return Math.max(0, Duration.between(status.get().headSince(), clock.instant()).toSeconds());
  }
}
