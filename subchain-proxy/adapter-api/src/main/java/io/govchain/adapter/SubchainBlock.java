package io.govchain.adapter;

import java.util.List;

/**
 * A block and the events in it.
 *
 * @param number block number
 * @param hash block hash in the chain's notation
 * @param time the chain's time, unix seconds
 * @param events in the order of the chain
 */
public record SubchainBlock(long number, String hash, long time, List<SubchainEvent> events) {

  /** Copies the events. */
  public SubchainBlock {
    events = List.copyOf(events);
  }
}
