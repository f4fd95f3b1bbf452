package io.govchain.evm;

import java.util.List;

/**
 * An event that a contract emitted.
 *
 * @param logIndex position in the block
 */
public record Log(
    String address,
    List<String> topics,
    String data,
    long blockNumber,
    String blockHash,
    String transactionHash,
    long transactionIndex,
    long logIndex) {
  public Log {
    topics = List.copyOf(topics);
  }
}
