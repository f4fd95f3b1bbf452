package io.govchain.service.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * One rule for a peer's certificate, whichever way JSSE asks; nobody else is trusted. Being an
 * <em>extended</em> trust manager keeps JSSE from wrapping it with host name checks, which
 * fingerprints replace.
 */
abstract class OneSidedTrust extends X509ExtendedTrustManager {
  /** What the server shows. */
  void checkServer(X509Certificate[] chain) throws CertificateException {
    throw new CertificateException("this trust manager is for servers only");
  }

  /** What the client shows. */
  void checkClient(X509Certificate[] chain) throws CertificateException {
    throw new CertificateException("this trust manager is for clients only");
  }

  @Override
  public final void checkServerTrusted(X509Certificate[] chain, String type)
      throws CertificateException {
    checkServer(chain);
  }

  @Override
  public final void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkServer(chain);
  }

  @Override
  public final void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkServer(chain);
  }

  @Override
  public final void checkClientTrusted(X509Certificate[] chain, String type)
      throws CertificateException {
    checkClient(chain);
  }

  @Override
  public final void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClient(chain);
  }

  @Override
  public final void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClient(chain);
  }

  @Override
  public final X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
