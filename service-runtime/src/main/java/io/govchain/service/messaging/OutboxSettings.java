package io.govchain.service.messaging;

import io.govchain.service.config.Default;
import java.time.Duration;

/**
 * How messages are delivered.
 *
 * @param firstBackoff wait after the first failure; doubles with each further one, less a random
 *     part of up to half
 * @param maxBackoff longest wait
 * @param requestTimeout for one attempt, connection included
 * @param maxInFlightPerPeer concurrent attempts at one destination, all of different transactions
 */
public record OutboxSettings(
    @Default("200ms") Duration firstBackoff,
    @Default("15s") Duration maxBackoff,
    @Default("10s") Duration requestTimeout,
    @Default("64") int maxInFlightPerPeer) {
  public static OutboxSettings standard() {
    return new OutboxSettings(
        Duration.ofMillis(200), Duration.ofSeconds(15), Duration.ofSeconds(10), 64);
  }
}
