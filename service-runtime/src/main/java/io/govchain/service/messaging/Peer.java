package io.govchain.service.messaging;

import io.govchain.service.tls.Fingerprint;
import java.net.URI;
import java.util.Set;

/**
 * Where a service listens.
 *
 * @param certificates of which it must show one there: its registered one and, while they overlap,
 *     the one before
 */
public record Peer(URI endpoint, Set<Fingerprint> certificates) {
  public Peer {
    certificates = Set.copyOf(certificates);
  }

  /** A service that has never had another certificate. */
  public Peer(URI endpoint, Fingerprint certificate) {
    this(endpoint, Set.of(certificate));
  }
}
