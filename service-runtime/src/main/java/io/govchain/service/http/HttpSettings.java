package io.govchain.service.http;

import io.govchain.service.config.Default;
import java.time.Duration;

/**
 * Limits on what comes from the network.
 *
 * @param maxBodyBytes largest request body; more is refused with 413 {@code body-too-large}
 * @param bodyTimeout a request's body must be complete this long after its header, however it
 *     trickles in
 * @param handlerTimeout a handler must answer within this; the caller then gets 503 while the
 *     handler's thread ends by itself
 * @param idleTimeout a connection on which nothing moves is closed; a new one also when it has not
 *     brought a complete request header by then
 * @param maxConcurrentRequests more are refused with 503 {@code overloaded}
 * @param drainTimeout how long a stopping service waits for requests under way
 */
public record HttpSettings(
    @Default("2097152") int maxBodyBytes,
    @Default("10s") Duration bodyTimeout,
    @Default("30s") Duration handlerTimeout,
    @Default("30s") Duration idleTimeout,
    @Default("1024") int maxConcurrentRequests,
    @Default("10s") Duration drainTimeout) {
  public static HttpSettings standard() {
    return new HttpSettings(
        2 << 20,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        1024,
        Duration.ofSeconds(10));
  }
}
