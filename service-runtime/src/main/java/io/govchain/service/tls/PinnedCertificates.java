package io.govchain.service.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.stream.Collectors;

/** Trusts the server that holds one of these certificates. */
final class PinnedCertificates extends OneSidedTrust {
  private final Set<Fingerprint> expected;

  PinnedCertificates(Set<Fingerprint> expected) {
    this.expected = Set.copyOf(expected);
  }

  @Override
  void checkServer(X509Certificate[] chain) throws CertificateException {
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
}
