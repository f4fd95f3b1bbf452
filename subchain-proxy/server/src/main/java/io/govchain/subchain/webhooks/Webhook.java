package io.govchain.subchain.webhooks;

import io.govchain.service.tls.Fingerprint;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Where an application wants to be told of its calls.
 *
 * @param application path of the application
 * @param url https; http only on this machine
 * @param fingerprint of the receiver's certificate; without it the system's certificate authorities
 *     and the host name decide
 */
public record Webhook(String application, URI url, Optional<Fingerprint> fingerprint) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Refuses addresses to which nothing may be sent. */
  public Webhook {
    boolean secure = "https".equals(url.getScheme());
    if (!application.matches("[a-z0-9-]{1,64}/[a-z0-9-]{1,64}")) {
      throw new IllegalArgumentException("a webhook's application: institution/code");
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException("a webhook's url with a host");
    }
    boolean local = "http".equals(url.getScheme()) && LOOPBACK.contains(url.getHost());
    if (!secure && !local) {
      throw new IllegalArgumentException("a webhook's url: https, or http on loopback");
    }
    if (url.getUserInfo() != null || url.getFragment() != null) {
      throw new IllegalArgumentException("a webhook's url without user and fragment");
    }
    if (!secure && fingerprint.isPresent()) {
      throw new IllegalArgumentException("a webhook's fingerprint only with https");
    }
  }

  /** For logs: receivers may keep a secret in the path or the query. */
  String receiver() {
    return application + " at " + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
  }
}
