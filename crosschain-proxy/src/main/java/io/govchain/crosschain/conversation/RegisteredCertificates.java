package io.govchain.crosschain.conversation;

import io.govchain.evm.EvmException;
import io.govchain.evm.FollowedBlock;
import io.govchain.governance.GovernanceCache;
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

/**
 * Whose certificate is whose, and where services are, as registered now. What is known is forgotten
 * with every block that changes the registry, so a revoked certificate counts no longer than that.
 */
public final class RegisteredCertificates implements FingerprintRegistry, PeerDirectory {
  private final Directory directory;
  private final Auditors auditors;
  private final Set<Fingerprint> operators;

  /** Replaced as a whole: what was read before a change goes where nobody looks any more. */
  private volatile Known known = new Known();

  private static final class Known {
    volatile Map<Fingerprint, Set<TlsPeer>> peers;
  }

  /**
   * @param operators certificates of people and tools that may query, from the configuration
   */
  public RegisteredCertificates(Directory directory, List<Fingerprint> operators) {
    this.directory = directory;
    this.auditors = new Auditors(directory);
    this.operators = Set.copyOf(operators);
  }

  /** Takes note of the next block. */
  public void onBlock(FollowedBlock block) {
    if (GovernanceCache.isChangedBy(block)) {
      known = new Known();
    }
  }

  /** Blocks were replaced by others: nothing that they said counts any more. */
  public void onReorg() {
    known = new Known();
  }

  @Override
  public Set<TlsPeer> identities(Fingerprint fingerprint) {
    Set<TlsPeer> identities = new HashSet<>();
    boolean operator = operators.contains(fingerprint);
    if (operator) {
      identities.add(new TlsPeer(TlsPeer.Role.OPERATOR, fingerprint.value()));
    }
    try {
      for (TlsPeer peer : services().getOrDefault(fingerprint, Set.of())) {
        if (directory.isActive(peer.path())) {
          identities.add(peer);
        }
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
        .map(
            service ->
                new Peer(
                    URI.create(service.endpoint()), Fingerprint.parse(service.tlsFingerprint())));
  }

  private Map<Fingerprint, Set<TlsPeer>> services() {
    Known current = known;
    Map<Fingerprint, Set<TlsPeer>> peers = current.peers;
    if (peers != null) {
      return peers;
    }
    Map<Fingerprint, Set<TlsPeer>> fresh = new HashMap<>();
    for (Service service : directory.registry().chain().services()) {
      fresh
          .computeIfAbsent(Fingerprint.parse(service.tlsFingerprint()), key -> new HashSet<>())
          .add(new TlsPeer(TlsPeer.Role.SERVICE, service.path()));
    }
    current.peers = fresh;
    return fresh;
  }
}
