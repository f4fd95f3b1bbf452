package io.govchain.evm;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Rlp;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What became of a transaction in a block.
 *
 * @param succeeded status 1; false: the transaction took up its nonce and gas and changed nothing
 *     else
 * @param contractAddress of a created contract
 * @param revertReason revert data where the node records it (Besu with {@code
 *     --revert-reason-enabled}); not covered by proofs
 */
public record Receipt(
    String transactionHash,
    long transactionIndex,
    String blockHash,
    long blockNumber,
    int type,
    String from,
    Optional<String> to,
    Optional<String> contractAddress,
    boolean succeeded,
    long gasUsed,
    long cumulativeGasUsed,
    BigInteger effectiveGasPrice,
    String logsBloom,
    List<Log> logs,
    Optional<String> revertReason) {
  public Receipt {
    logs = List.copyOf(logs);
  }

  /** The encoding that stands in the block's receipt trie. */
  public byte[] encoded() {
    List<Rlp> encodedLogs =
        logs.stream()
            .map(
                log ->
                    Rlp.list(
                        Rlp.hex(log.address()),
                        Rlp.list(log.topics().stream().map(Rlp::hex).toList()),
                        Rlp.hex(log.data())))
            .toList();
    byte[] body =
        Rlp.list(
                Rlp.number(succeeded ? 1 : 0),
                Rlp.number(cumulativeGasUsed),
                Rlp.hex(logsBloom),
                Rlp.list(encodedLogs))
            .encode();
    if (type == 0) {
      return body;
    }
    byte[] typed = new byte[body.length + 1];
    typed[0] = (byte) type;
    System.arraycopy(body, 0, typed, 1, body.length);
    return typed;
  }

  /** The encoding as hex. */
  public String rlp() {
    return Hex.of(encoded());
  }
}
