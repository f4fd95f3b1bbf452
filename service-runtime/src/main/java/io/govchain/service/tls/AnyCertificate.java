package io.govchain.service.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/**
 * The server's side of the handshake: any certificate whose key the client proves to hold. It gives
 * no right to anything: each request is refused unless the registry knows the fingerprint at that
 * moment, which the handshake of a kept-alive or resumed connection could not know.
 */
final class AnyCertificate extends OneSidedTrust {
  @Override
  void checkClient(X509Certificate[] chain) throws CertificateException {
    if (chain == null || chain.length == 0) {
      throw new CertificateException("expected a client certificate, actual none");
    }
  }
}
