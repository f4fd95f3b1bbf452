package io.govchain.crosschain.conversation;

import io.govchain.evm.FollowedBlock;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.GovernanceEvents;
import io.govchain.governance.Service;
import io.govchain.service.messaging.Peer;
import io.govchain.service.messaging.PeerDirectory;
import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.FingerprintRegistry;
import io.govchain.service.tls.TlsPeer;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whose certificate is whose, and where services are, as registered now. What is known is forgotten
 * with every block that changes the registry, so a revoked certificate counts no longer than that.
 */
public final class RegisteredCertificates implements FingerprintRegistry, PeerDirectory {
  private final Directory directory;
  private final Set<Fingerprint> operators;
  private final AtomicReference<Map<Fingerprint, Set<TlsPeer>>> known = new AtomicReference<>();

  /**
   * @param operators certificates of people and tools that may query, from the configuration
   */
  public RegisteredCertificates(Directory directory, List<Fingerprint> operators) {
    this.directory = directory;
    this.operators = Set.copyOf(operators);
  }

  /** Takes note of the next block. */
  public void onBlock(FollowedBlock block) {
    boolean changed =
        block
            .logs()
            .flatMap(log -> GovernanceEvents.decode(log).stream())
            .anyMatch(GovernanceEvent.OfRegistry.class::isInstance);
    if (changed) {
      known.set(null);
    }
  }

  @Override
  public Set<TlsPeer> identities(Fingerprint fingerprint) {
    Set<TlsPeer> identities = new HashSet<>(services().getOrDefault(fingerprint, Set.of()));
    identities.removeIf(peer -> !directory.isActive(peer.path()));
    if (operators.contains(fingerprint)) {
      identities.add(new TlsPeer(TlsPeer.Role.OPERATOR, fingerprint.value()));
    }
    return identities;
  }

  @Override
  public Optional<Peer> find(String servicePath) {
    return directory
        .registry()
        .activeService(servicePath)
        .map(
            service ->
                new Peer(
                    URI.create(service.endpoint()), Fingerprint.parse(service.tlsFingerprint())));
  }

  private Map<Fingerprint, Set<TlsPeer>> services() {
    Map<Fingerprint, Set<TlsPeer>> current = known.get();
    if (current != null) {
      return current;
    }
    Map<Fingerprint, Set<TlsPeer>> fresh = new HashMap<>();
    for (Service service : directory.registry().chain().services()) {
      fresh
          .computeIfAbsent(Fingerprint.parse(service.tlsFingerprint()), key -> new HashSet<>())
          .add(new TlsPeer(TlsPeer.Role.SERVICE, service.path()));
    }
    known.set(fresh);
    return fresh;
  }
}
