package io.govchain.subchain.sweep;

import io.govchain.service.config.Default;
import java.time.Duration;

/**
 * How eagerly what ended is compared with the subchain.
 *
 * @param every from one look to the next
 * @param atOnce executions that one look takes of the whole journal, and of the newest ones
 */
public record CheckSettings(@Default("10s") Duration every, @Default("25") int atOnce) {

  private static final int MOST_AT_ONCE = 100;

  /** Refuses what would never look, or ask a node for too much. */
  public CheckSettings {
    if (every.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("every of at least 1s");
    }
    if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
      throw new IllegalArgumentException("atOnce from 1 to " + MOST_AT_ONCE);
    }
  }
}
