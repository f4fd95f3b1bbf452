package io.govchain.service.tls;

import io.govchain.service.config.TlsFiles;
import io.govchain.service.exit.Exit;
import io.govchain.service.exit.StartupFailure;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * TLS 1.3 between services, both sides authenticated by self-signed certificates that are pinned by
 * fingerprint.
 *
 * <p>Names and validity dates in certificates are <b>deliberately not checked</b>: there is no
 * certificate authority here, so they prove nothing. A client accepts exactly the certificate whose
 * fingerprint is registered for the service it means to talk to (and the one before, while the
 * service's registration says so), which is stricter than a matching host name. A server demands a
 * certificate and proof of its key during the handshake; whose it is gets decided per request by
 * the {@link FingerprintRegistry}.
 */
public final class MutualTls {
  private static final Set<String> PROTOCOLS = Set.of("TLSv1.3");
  private static final long HANDSHAKE_SECONDS = 5;

  private final PemIdentity identity;
  private final KeyManagerFactory keys;

  private MutualTls(PemIdentity identity) {
    this.identity = identity;
    this.keys = identity.keyManagers();
  }

  /**
   * Reads certificate and key.
   *
   * @throws StartupFailure with exit code 2 when either cannot be read or they do not belong
   *     together
   */
  public static MutualTls load(TlsFiles files) {
    return new MutualTls(PemIdentity.read(files.certificate(), files.key()));
  }

  /** This side's own fingerprint: what must be registered for it. */
  public Fingerprint fingerprint() {
    return Fingerprint.of(identity.certificate());
  }

  /** Options of a listener that refuses clients without a certificate. */
  public HttpServerOptions server() {
    HttpServerOptions options = new HttpServerOptions();
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
        .setKeyCertOptions(KeyCertOptions.wrap(keys))
        .setTrustOptions(TrustOptions.wrap(new AnyCertificate()))
        .setClientAuth(ClientAuth.REQUIRED)
        .setEnabledSecureTransportProtocols(PROTOCOLS)
        .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
    return options;
  }

  /** Options of a client that talks to the holder of exactly this certificate. */
  public HttpClientOptions client(Fingerprint expected) {
    return client(Set.of(expected));
  }

  /** Options of a client that talks to the holder of one of these certificates. */
  public HttpClientOptions client(Set<Fingerprint> expected) {
    HttpClientOptions options = new HttpClientOptions();
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setVerifyHost(false)
        .setKeyCertOptions(KeyCertOptions.wrap(keys))
        .setTrustOptions(TrustOptions.wrap(new PinnedCertificates(expected)))
        .setEnabledSecureTransportProtocols(PROTOCOLS)
        .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
    return options;
  }

  /**
   * The same as {@link #client(Fingerprint)} for clients outside Vert.x, such as {@code
   * java.net.http}.
   */
  public SSLContext clientContext(Fingerprint expected) {
    return clientContext(Set.of(expected));
  }

  /** The same as {@link #client(Set)} for clients outside Vert.x. */
  public SSLContext clientContext(Set<Fingerprint> expected) {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      KeyManager[] own = keys.getKeyManagers();
      context.init(own, new TrustManager[] {new PinnedCertificates(expected)}, null);
      return context;
    } catch (GeneralSecurityException defect) {
      throw new StartupFailure(
          Exit.CONFIGURATION, "the TLS identity cannot be used: " + defect.getMessage(), defect);
    }
  }

  X509Certificate certificate() {
    return identity.certificate();
  }
}
