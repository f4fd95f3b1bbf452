package io.govchain.console.proxy;

import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Service;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The cross-chain proxy that a certificate is registered for. */
record CertificatesHolder(GovernanceChain chain, String fingerprint) {

  /** By its present certificate or, while that counts, by the one before. */
  Optional<Service> find() {
    List<Service> proxies =
        chain.services().stream()
            .filter(service -> service.kind() == Service.Kind.CROSSCHAIN_PROXY)
            .toList();
    return proxies.stream()
        .filter(service -> service.tlsFingerprint().equals(fingerprint))
        .findFirst()
        .or(() -> rotated(proxies));
  }

  private Optional<Service> rotated(List<Service> proxies) {
    long now = chain.blockTime();
    List<Service.Certificates> certificates =
        chain.serviceCertificates(proxies.stream().map(Service::id).toList());
    return IntStream.range(0, proxies.size())
        .filter(i -> certificates.get(i).at(now).contains(fingerprint))
        .mapToObj(proxies::get)
        .findFirst();
  }
}
