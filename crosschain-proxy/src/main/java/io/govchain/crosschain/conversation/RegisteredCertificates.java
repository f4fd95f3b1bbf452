package io.govchain.crosschain.conversation;

import io.govchain.evm.EvmException;
import io.govchain.evm.FollowedBlock;
import io.govchain.governance.RegistryIndex;
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
 * Whose certificate is whose, and where services are, as registered at the newest block seen or
 * later: a certificate that was replaced counts no longer, whichever node answers, but for the
 * overlap that its service asked for.
 */
public final class RegisteredCertificates implements FingerprintRegistry, PeerDirectory {
  private final Directory directory;
  private final Auditors auditors;
  private final Set<Fingerprint> operators;
  private final RegistryIndex services;

  /**
   * @param operators certificates of people and tools that may query, from the configuration
   */
  public RegisteredCertificates(Directory directory, List<Fingerprint> operators) {
    this.directory = directory;
    this.auditors = new Auditors(directory);
    this.operators = Set.copyOf(operators);
    this.services = RegistryIndex.ofServices(directory.registry().chain());
  }

  /** Takes note of the next block. */
  public void onBlock(FollowedBlock block) {
    services.onBlock(block);
  }

  /** Blocks were replaced by others: nothing that they said counts any more. */
  public void onReorg() {
    services.clear();
  }

  /** More services are registered than are held in memory. */
  public Optional<String> crowding() {
    return services.problem();
  }

  @Override
  public Set<TlsPeer> identities(Fingerprint fingerprint) {
    Set<TlsPeer> identities = new HashSet<>();
    boolean operator = operators.contains(fingerprint);
    if (operator) {
      identities.add(new TlsPeer(TlsPeer.Role.OPERATOR, fingerprint.value()));
    }
    try {
      for (String id : services.ids(fingerprint.value())) {
        directory
            .registry()
            .activeService(id)
            .filter(service -> shownBy(service).contains(fingerprint))
            .map(service -> new TlsPeer(TlsPeer.Role.SERVICE, service.path()))
            .ifPresent(identities::add);
      }
    } catch (EvmException unreachable) {
      // People must be able to look while the chain is away.
      if (!operator) {
        throw unreachable;
      }
    }
    return identities;
  }

  @Override
  public Set<TlsPeer> identities(Fingerprint fingerprint, String credential) {
    Set<TlsPeer> identities = new HashSet<>(identities(fingerprint));
    auditors.identify(fingerprint, credential).ifPresent(identities::add);
    return identities;
  }

  @Override
  public Optional<Peer> find(String servicePath) {
    return directory
        .registry()
        .activeService(servicePath)
        .map(service -> new Peer(URI.create(service.endpoint()), shownBy(service)));
  }

  private Set<Fingerprint> shownBy(Service service) {
    return directory.certificates(service.id()).stream()
        .map(Fingerprint::parse)
        .collect(Collectors.toUnmodifiableSet());
  }
}
