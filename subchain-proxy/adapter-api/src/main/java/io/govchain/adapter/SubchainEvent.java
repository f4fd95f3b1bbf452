package io.govchain.adapter;

import java.util.List;

/**
 * An event of a contract.
 *
 * @param contractAddress in the chain's notation
 * @param transactionHash the transaction that caused it
 * @param index position within the block
 * @param topics hex words, the event's own id first
 * @param data hex
 */
public record SubchainEvent(
    String contractAddress, String transactionHash, long index, List<String> topics, String data) {

  /** Copies the topics. */
  public SubchainEvent {
    topics = List.copyOf(topics);
  }
}
