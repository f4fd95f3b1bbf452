package io.govchain.console.monitor;

import io.govchain.console.index.IndexStatus;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * What rules look at.
 *
 * @param now seconds of the newest indexed block
 * @param clock this machine's time
 */
record Situation(
    Handle handle, long block, long now, Instant clock, IndexStatus status, Thresholds thresholds) {

  /** Seconds by the clock. */
  long clockSeconds() {
    return clock.getEpochSecond();
  }
}
