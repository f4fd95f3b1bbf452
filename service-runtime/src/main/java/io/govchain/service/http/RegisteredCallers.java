package io.govchain.service.http;

import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.TlsPeer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Callers with certificates that the registry knows <em>now</em>. Asking per request, not per
 * connection, is what makes a rotated or revoked certificate count at once on connections that are
 * open.
 */
final class RegisteredCallers implements Callers {
  /** By which a caller may say who it is whose certificate is not registered. */
  static final String CREDENTIAL = "x-govchain-credential";

  private static final int LONGEST_CREDENTIAL = 4_096;

  private final Access.Registered access;

  RegisteredCallers(Access.Registered access) {
    this.access = access;
  }

  @Override
  public HttpServerOptions options() {
    return access.tls().server();
  }

  @Override
  public Optional<Response> refusal(HttpServerRequest request) {
    return Optional.empty();
  }

  @Override
  public Caller identify(HttpServerRequest request) throws SSLPeerUnverifiedException {
    var chain = request.connection().peerCertificates();
    if (chain == null) {
      throw new SSLPeerUnverifiedException("the connection has ended");
    }
    Fingerprint fingerprint = Fingerprint.of(chain.getFirst());
    String credential = request.getHeader(CREDENTIAL);
    Set<TlsPeer> identities =
        credential == null || credential.length() > LONGEST_CREDENTIAL
            ? access.registry().identities(fingerprint)
            : access.registry().identities(fingerprint, credential);
    return new Caller(fingerprint, Set.copyOf(identities));
  }

  @Override
  public boolean isStillKnown(Caller caller) {
    return access.registry().identities(caller.fingerprint()).containsAll(caller.identities());
  }
}
