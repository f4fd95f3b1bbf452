package io.govchain.subchain.governance;

import io.govchain.evm.EvmException;
import io.govchain.governance.Application;
import io.govchain.governance.Registry;
import io.govchain.governance.Service;
import io.govchain.service.messaging.Peer;
import io.govchain.service.messaging.PeerDirectory;
import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.FingerprintRegistry;
import io.govchain.service.tls.TlsPeer;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose certificates this proxy talks to: applications on its subchains, its partner, operators. An
 * application that is not active is known all the same, so that it is told why it is refused. A
 * service's former certificate counts until the block time that its rotation named.
 */
public final class Certificates implements FingerprintRegistry, PeerDirectory {

  private final String servicePath;
  private final Governance governance;
  private final Set<Fingerprint> operators;

  /**
   * @param servicePath path of this proxy
   * @param operators certificates that may query
   */
  public Certificates(String servicePath, Governance governance, List<Fingerprint> operators) {
    this.servicePath = servicePath;
    this.governance = governance;
    this.operators = Set.copyOf(operators);
  }

  @Override
  public Set<TlsPeer> identities(Fingerprint fingerprint) {
    Set<TlsPeer> found = new HashSet<>();
    if (operators.contains(fingerprint)) {
      found.add(new TlsPeer(TlsPeer.Role.OPERATOR, "operator"));
    }
    partner()
        .filter(service -> shownBy(service).contains(fingerprint))
        .ifPresent(service -> found.add(new TlsPeer(TlsPeer.Role.SERVICE, service.path())));
    for (Application application : governance.applicationsWith(fingerprint.value())) {
      if (isServedHere(application)) {
        found.add(new TlsPeer(TlsPeer.Role.APPLICATION, application.path()));
      }
    }
    return found;
  }

  /** The paired cross-chain proxy, while both are active. */
  public Optional<Service> partner() {
    Registry registry = governance.registry();
    return registry
        .activeService(servicePath)
        .flatMap(Service::pairedWith)
        .flatMap(registry::activeService);
  }

  /** Fingerprints of the certificates that a service may show at this block time. */
  public Set<Fingerprint> shownBy(Service service) {
    return governance
        .registry()
        .serviceCertificates(service.id())
        .at(governance.blockTime())
        .stream()
        .map(Fingerprint::parse)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Empty while the chain does not say: the messages wait. */
  @Override
  public Optional<Peer> find(String path) {
    try {
      return governance
          .registry()
          .activeService(path)
          .map(service -> new Peer(URI.create(service.endpoint()), shownBy(service)));
    } catch (EvmException unreachable) {
      return Optional.empty();
    }
  }

  private boolean isServedHere(Application application) {
    Registry registry = governance.registry();
    Optional<Service> own = registry.service(servicePath);
    return own.isPresent()
        && registry
            .subchain(application.subchain())
            .filter(subchain -> subchain.service().equals(own.get().id()))
            .isPresent();
  }
}
