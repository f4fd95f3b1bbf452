package io.govchain.adapter;

import java.util.List;

/**
 * What the chain shows now of what was written to it earlier. A capability that an adapter may have
 * or not. Thread-safe; may block. Asks little, so that it can be asked again and again.
 */
public interface SubchainHistory {

  /**
   * How these transactions stand now, one answer each, in the same order.
   *
   * @throws SubchainUnavailableException when the chain does not answer
   */
  List<Sighting> sightings(List<PastWrite> writes);

  /**
   * Looks on, a little further with each call, for transactions of this adapter's account that the
   * host's store does not know: as after the loss of a database, or of somebody else who has the
   * key.
   *
   * @throws SubchainUnavailableException when the chain does not answer
   */
  Strays strays();
}
