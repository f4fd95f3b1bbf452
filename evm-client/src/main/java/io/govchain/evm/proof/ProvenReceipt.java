package io.govchain.evm.proof;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Rlp;
import java.util.Arrays;
import java.util.List;

/**
 * What a receipt in a block's trie says; a node's receipt has more, but no more than this is
 * proved.
 *
 * @param succeeded whether the transaction took effect
 */
public record ProvenReceipt(
    int type, boolean succeeded, long cumulativeGasUsed, String logsBloom, List<ProvenLog> logs) {
  /** A log as the trie holds it. */
  public record ProvenLog(String address, List<String> topics, String data) {
    public ProvenLog {
      topics = List.copyOf(topics);
    }
  }

  public ProvenReceipt {
    logs = List.copyOf(logs);
  }

  /**
   * Reads the encoding as hex.
   *
   * @throws ProofException if it is not a receipt
   */
  public static ProvenReceipt parse(String encoded) {
    try {
      byte[] bytes = Hex.bytes(encoded);
      int first = bytes.length == 0 ? 0 : bytes[0] & 0xff;
      int type = first >= 0xc0 ? 0 : first;
      if (first < 0xc0 && (first < 1 || first > 4)) {
        throw new ProofException("receipt: expected type 0 to 4, got " + first);
      }
      byte[] body = type == 0 ? bytes : Arrays.copyOfRange(bytes, 1, bytes.length);
      List<Rlp> fields = Rlp.decode(body).asList("receipt", 4);
      long status = fields.get(0).asLong("receipt status");
      if (status > 1) {
        throw new ProofException("receipt: expected status 0 or 1, got " + status);
      }
      return new ProvenReceipt(
          type,
          status == 1,
          fields.get(1).asLong("cumulative gas"),
          Hex.of(fields.get(2).asBytes("logs bloom", 256)),
          fields.get(3).asList("logs").stream().map(ProvenReceipt::log).toList());
    } catch (IllegalArgumentException e) {
      throw new ProofException("receipt: " + e.getMessage(), e);
    }
  }

  private static ProvenLog log(Rlp item) {
    List<Rlp> fields = item.asList("log", 3);
    return new ProvenLog(
        Hex.of(fields.get(0).asBytes("log address", 20)),
        fields.get(1).asList("topics").stream()
            .map(topic -> Hex.of(topic.asBytes("topic", 32)))
            .toList(),
        Hex.of(fields.get(2).asBytes("log data")));
  }
}
