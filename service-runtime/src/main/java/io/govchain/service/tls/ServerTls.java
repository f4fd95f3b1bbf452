package io.govchain.service.tls;

import io.govchain.service.config.TlsFiles;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.KeyCertOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** TLS 1.3 of a listener for browsers: only the server shows a certificate. */
public final class ServerTls {
  private static final long HANDSHAKE_SECONDS = 5;

  private final PemIdentity identity;

  private ServerTls(PemIdentity identity) {
    this.identity = identity;
  }

  /**
   * Reads the certificate, with those that lead to an authority that browsers know behind it, and
   * its key.
   *
   * @throws io.govchain.service.exit.StartupFailure with exit code 2 when either cannot be read or
   *     they do not belong together
   */
  public static ServerTls load(TlsFiles files) {
    return new ServerTls(PemIdentity.read(files.certificate(), files.key()));
  }

  /** Options of the listener. */
  public HttpServerOptions server() {
    HttpServerOptions options = new HttpServerOptions();
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
        .setKeyCertOptions(KeyCertOptions.wrap(identity.keyManagers()))
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
        .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
    return options;
  }
}
