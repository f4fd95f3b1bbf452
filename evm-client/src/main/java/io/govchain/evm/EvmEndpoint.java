package io.govchain.evm;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a chain's node answers.
 *
 * @param http JSON-RPC over HTTP
 * @param ws WebSocket for new-block notices; without it the follower polls
 * @param timeout for one request, from connecting to the last byte
 * @param bounds of one answer over HTTP
 */
public record EvmEndpoint(URI http, Optional<URI> ws, Duration timeout, AnswerBounds bounds) {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  public EvmEndpoint {
    requireScheme(http, "http");
    ws.ifPresent(uri -> requireScheme(uri, "ws"));
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout: expected more than zero, got " + timeout);
    }
  }

  /** Whose answers are bounded as those of an own node, which is asked for whole blocks. */
  public EvmEndpoint(URI http, Optional<URI> ws, Duration timeout) {
    this(http, ws, timeout, AnswerBounds.OWN_NODE);
  }

  /** HTTP only, default timeout of ten seconds. */
  public static EvmEndpoint of(URI http) {
    return new EvmEndpoint(http, Optional.empty(), DEFAULT_TIMEOUT);
  }

  /** HTTP and WebSocket, default timeout of ten seconds. */
  public static EvmEndpoint of(URI http, URI ws) {
    return new EvmEndpoint(http, Optional.of(ws), DEFAULT_TIMEOUT);
  }

  /** Without user name, password or query, which may hold secrets; for messages. */
  public String display() {
    return display(http);
  }

  private static String display(URI uri) {
    return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  private static void requireScheme(URI uri, String scheme) {
    String actual = uri.getScheme();
    if (uri.getHost() == null || !(scheme.equals(actual) || (scheme + "s").equals(actual))) {
      throw new IllegalArgumentException(
          "chain endpoint: expected %s://host:port or %ss://host:port, got %s"
              .formatted(
                  scheme,
                  scheme,
                  uri.getHost() == null
                      ? "an address in which no host can be read"
                      : display(uri)));
    }
  }
}
