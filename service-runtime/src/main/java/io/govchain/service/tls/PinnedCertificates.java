package io.govchain.service.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the server that holds one of these certificates. Being an <em>extended</em> trust manager
 * keeps JSSE from wrapping it with host name checks, which pinning replaces.
 */
final class PinnedCertificates extends X509ExtendedTrustManager {
  private final Set<Fingerprint> expected;

  PinnedCertificates(Set<Fingerprint> expected) {
    this.expected = Set.copyOf(expected);
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    if (chain == null || chain.length == 0) {
      throw new CertificateException("expected certificate " + pins() + ", actual none");
    }
    Fingerprint actual = Fingerprint.of(chain[0]);
    if (!expected.contains(actual)) {
      throw new CertificateException(
          "expected the registered certificate " + pins() + ", actual " + actual);
    }
  }

  private String pins() {
    return expected.stream().map(Fingerprint::value).sorted().collect(Collectors.joining(" or "));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("this trust manager is for clients only");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
