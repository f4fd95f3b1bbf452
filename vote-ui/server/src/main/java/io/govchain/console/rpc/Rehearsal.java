package io.govchain.console.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.RawTransaction;
import java.io.IOException;
import java.util.Optional;

/**
 * Lets the node call what a transaction would call, before it is sent: on a chain without fees a
 * transaction that fails costs its sender nothing, and takes up room in blocks all the same. The
 * node's own refusal is the answer, with the contract's reason in its data.
 */
record Rehearsal(NodeExchange node, ObjectMapper json) {

  /** The answer to a sending call whose transaction would fail now; empty lets it through. */
  Optional<ObjectNode> refusal(ObjectNode sending) throws IOException {
    RawTransaction transaction = RawTransaction.parse(sending.path("params").path(0).asText());
    ObjectNode question =
        json.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", "eth_call");
    question
        .putArray("params")
        .add(
            json.createObjectNode()
                .put("from", transaction.from())
                .put("to", transaction.to().orElseThrow())
                .put("data", transaction.data())
                .put("gas", Hex.quantity(transaction.gasLimit())))
        .add("latest");
    JsonNode answer = json.readTree(node.send(json.writeValueAsBytes(question)));
    if (!answer.hasNonNull("error")) {
      return Optional.empty();
    }
    ObjectNode refused = json.createObjectNode().put("jsonrpc", "2.0");
    refused.set("id", sending.get("id"));
    refused.set("error", answer.get("error"));
    return Optional.of(refused);
  }
}
