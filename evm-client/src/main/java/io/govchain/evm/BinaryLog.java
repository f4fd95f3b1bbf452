package io.govchain.evm;

import io.govchain.evm.encoding.Hex;
import java.util.List;

/**
 * An event that a contract emitted, its data as bytes: for those who read very many.
 *
 * @param data belongs to the reader; it is not copied
 * @param logIndex position in the block
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BinaryLog(
    String address,
    List<String> topics,
    byte[] data,
    long blockNumber,
    String blockHash,
    String transactionHash,
    long transactionIndex,
    long logIndex) {
  public BinaryLog {
    topics = List.copyOf(topics);
  }

  /** The same with its data as bytes. */
  public static BinaryLog of(Log log) {
    return new BinaryLog(
        log.address(),
        log.topics(),
        Hex.bytes(log.data()),
        log.blockNumber(),
        log.blockHash(),
        log.transactionHash(),
        log.transactionIndex(),
        log.logIndex());
  }

  /** The same with its data as text. */
  public Log toLog() {
    return new Log(
        address,
        topics,
        Hex.of(data),
        blockNumber,
        blockHash,
        transactionHash,
        transactionIndex,
        logIndex);
  }
}
