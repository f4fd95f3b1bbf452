package io.govchain.console.proxy;

import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Service;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The own cross-chain proxy as the chain has it.
 *
 * @param path as configured; absent: whoever the certificate is registered for
 * @param fingerprint of its certificate
 */
public record RegisteredProxy(GovernanceChain chain, Optional<String> path, String fingerprint) {

  private record Holder(Service service, long since) {}

  /** Empty where the chain has no such cross-chain proxy. */
  public Optional<Service> find() {
    return path.isPresent()
        ? path.flatMap(chain::service).filter(RegisteredProxy::isCrosschain)
        : holder();
  }

  private static boolean isCrosschain(Service service) {
    return service.kind() == Service.Kind.CROSSCHAIN_PROXY;
  }

  /**
   * By its present certificate or, while that counts, by the one before. Any member can register
   * another's fingerprint as its own: of several it is whoever registered it first, or else a
   * stranger's people could give orders to the proxy.
   */
  private Optional<Service> holder() {
    List<Service> holders = holders();
    return holders.size() <= 1
        ? holders.stream().findFirst()
        : holders.stream()
            .map(service -> new Holder(service, since(service)))
            .min(Comparator.comparingLong(Holder::since))
            .map(Holder::service);
  }

  private List<Service> holders() {
    List<Service> proxies =
        chain.services().stream().filter(RegisteredProxy::isCrosschain).toList();
    long now = chain.blockTime();
    List<Service.Certificates> certificates =
        chain.serviceCertificates(proxies.stream().map(Service::id).toList());
    return IntStream.range(0, proxies.size())
        .filter(i -> certificates.get(i).at(now).contains(fingerprint))
        .mapToObj(proxies::get)
        .toList();
  }

  private long since(Service service) {
    return chain.serviceVersions(service.id()).stream()
        .filter(version -> version.tlsFingerprint().equals(fingerprint))
        .mapToLong(Service.Version::since)
        .min()
        .orElse(Long.MAX_VALUE);
  }
}
