package io.govchain.service.messaging;

import java.util.Optional;

/**
 * Where services are, as registered on the governance chain now. Asked for every delivery attempt,
 * so that a moved endpoint or rotated certificate counts at once, and a former one no longer than
 * it should. May block.
 */
@FunctionalInterface
public interface PeerDirectory {
  /** Empty when the service is unknown or not active: its messages wait. */
  Optional<Peer> find(String servicePath);
}
