package io.govchain.adapter.evm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The forms of evidence, each the text of a JSON object told apart by {@code kind}. */
final class EvidenceJson {

  private static final String TRANSACTION = "evm-transaction";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private EvidenceJson() {}

  /** A transaction with its receipt, both proved to the block's header. */
  static String transaction(long chainId, ProvedBlock block, int index) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("kind", TRANSACTION)
            .put("chainId", chainId)
            .put("blockNumber", block.header().number())
            .put("blockHash", block.header().hash())
            .put("header", block.header().rlp())
            .put("transactionIndex", index)
            .put("transaction", block.transaction(index));
    json.set("transactionProof", array(block.transactionProof(index)));
    json.put("receipt", block.receipt(index));
    json.set("receiptProof", array(block.receiptProof(index)));
    block.validators().ifPresent(trail -> json.set("validators", trail.json()));
    return write(json);
  }

  /** Which block a transaction is proved to be in; empty of evidence that proves none. */
  static Optional<Place> place(String evidence) {
    try {
      JsonNode json = JSON.readTree(evidence);
      return json.path("kind").asText().equals(TRANSACTION)
          ? Optional.of(
              new Place(json.path("blockNumber").asLong(), json.path("blockHash").asText()))
          : Optional.empty();
    } catch (JsonProcessingException foreign) {
      return Optional.empty();
    }
  }

  /**
   * The block whose state evidence of any kind is of; empty where it tells none, and of another
   * chain's: its numbers say nothing of this one.
   */
  static Optional<Long> blockOf(long chainId, String evidence) {
    try {
      JsonNode json = JSON.readTree(evidence);
      JsonNode chain = json.path("chainId");
      return chain.canConvertToLong() && chain.asLong() == chainId
          ? Optional.of(json.path("blockNumber"))
              .filter(JsonNode::canConvertToLong)
              .map(JsonNode::asLong)
          : Optional.empty();
    } catch (JsonProcessingException foreign) {
      return Optional.empty();
    }
  }

  /** A block by number and hash. */
  record Place(long block, String blockHash) {}

  /** A call that can be repeated at its block. */
  static String call(
      long chainId, long block, String blockHash, String to, String data, String result) {
    return write(
        JSON.createObjectNode()
            .put("kind", "evm-call")
            .put("chainId", chainId)
            .put("blockNumber", block)
            .put("blockHash", blockHash)
            .put("to", to)
            .put("data", data)
            .put("result", result));
  }

  /** A call that its contract refused, or that never got as far. */
  static String refusal(
      long chainId, long block, String to, String data, String revert, String reason) {
    return write(
        JSON.createObjectNode()
            .put("kind", "evm-refusal")
            .put("chainId", chainId)
            .put("blockNumber", block)
            .put("to", to)
            .put("data", data)
            .put("revert", revert)
            .put("reason", reason));
  }

  private static ArrayNode array(List<String> texts) {
    ArrayNode array = JSON.createArrayNode();
    texts.forEach(array::add);
    return array;
  }

  private static String write(ObjectNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a JSON tree can always be written", impossible);
    }
  }
}
