package io.govchain.service.http;

import io.govchain.service.tls.FingerprintRegistry;
import io.govchain.service.tls.MutualTls;
import io.govchain.service.tls.ServerTls;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may come to a service's listener. */
public sealed interface Access {

  /** Those whose certificate is registered at the moment of the request. */
  record Registered(MutualTls tls, FingerprintRegistry registry) implements Access {}

  /**
   * Anybody: for pages in browsers. Every caller is {@link Caller#anonymous}, counted by address.
   *
   * @param tls empty for plain HTTP, which belongs on loopback alone
   * @param hosts names without port by which the service may be called, in lower case; a request
   *     for another name comes from a page whose name was made to point here (DNS rebinding)
   * @param requestsPerSecond of one address in the long run; more are refused with 429 {@code
   *     too-many-requests}
   * @param burst requests of one address at once
   * @param headers put on every answer
   * @param forExtensions paths that extensions of browsers, such as wallets, may post to as well:
   *     they have an origin of their own, which no page on the web can take. Nothing that a browser
   *     adds by itself (no cookie, no certificate, no password) may count there
   */
  record Open(
      Optional<ServerTls> tls,
      Set<String> hosts,
      int requestsPerSecond,
      int burst,
      Map<String, String> headers,
      Set<String> forExtensions)
      implements Access {
    public Open {
      hosts = Set.copyOf(hosts);
      headers = Map.copyOf(headers);
      forExtensions = Set.copyOf(forExtensions);
      if (requestsPerSecond < 1 || burst < 1) {
        throw new IllegalArgumentException("requestsPerSecond and burst of 1 or more");
      }
    }
  }
}
