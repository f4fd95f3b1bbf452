package io.govchain.service.http;

import io.govchain.service.config.Default;
import java.time.Duration;

/**
 * Limits on what comes from the network.
 *
 * @param maxBodyBytes largest request body; more is refused with 413 {@code body-too-large}
 * @param receiveTimeout the first request's header after the connection, and every request's body
 *     after its header, must be complete within this, however they trickle in
 * @param handlerTimeout a handler must answer within this; the caller then gets 503 while the
 *     handler's thread ends by itself
 * @param idleTimeout a connection on which nothing moves is closed; longer than the other two
 * @param maxConcurrentRequests more are refused with 503 {@code overloaded}
 * @param maxStreamsPerCaller streams of events that one certificate may keep open; more are refused
 *     with 429 {@code too-many-streams}. All together may keep half of {@code
 *     maxConcurrentRequests}; more are refused with 503 {@code overloaded}
 * @param drainTimeout how long a stopping service waits for requests under way
 */
public record HttpSettings(
    @Default("2097152") int maxBodyBytes,
    @Default("10s") Duration receiveTimeout,
    @Default("20s") Duration handlerTimeout,
    @Default("30s") Duration idleTimeout,
    @Default("1024") int maxConcurrentRequests,
    @Default("8") int maxStreamsPerCaller,
    @Default("10s") Duration drainTimeout) {
  public HttpSettings {
    if (idleTimeout.compareTo(handlerTimeout) <= 0 || idleTimeout.compareTo(receiveTimeout) <= 0) {
      throw new IllegalArgumentException(
          "an idleTimeout longer than handlerTimeout and receiveTimeout");
    }
  }

  /** One caller's share, so that one who keeps all of its requests open shuts out nobody else. */
  int maxConcurrentPerCaller() {
    return Math.max(1, maxConcurrentRequests / 4);
  }

  /**
   * Request bodies under way, and as much again of answers that wait for their callers: large ones
   * of a few requests, or small ones of all.
   */
  long maxHeldBytes() {
    return maxConcurrentRequests * 65_536L;
  }

  /** Streams stay open, so they must leave room for requests. */
  int maxStreams() {
    return Math.max(1, maxConcurrentRequests / 2);
  }

  public static HttpSettings standard() {
    return new HttpSettings(
        2 << 20,
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        1024,
        8,
        Duration.ofSeconds(10));
  }
}
