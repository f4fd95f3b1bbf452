package io.govchain.console.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Answers JSON-RPC as the node does. A call that is not offered gets a JSON-RPC error with the
 * problem in its data, and harms no other call of its batch.
 */
public final class RpcPassThrough implements AutoCloseable {
  private static final int MOST_CALLS = 50;
  private static final int LARGEST_ID = 64;
  private static final int METHOD_NOT_FOUND = -32601;
  private static final int NESTING = 64;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(NESTING)
                      .maxStringLength(16 << 20)
                      .build())
              .build());

  private final RpcRules rules;
  private final NodeExchange node;
  private final Rehearsal rehearsal;

  /**
   * A pass-through to this node.
   *
   * @param head number of the newest block
   */
  public RpcPassThrough(
      URI node, GovernanceContracts contracts, LongSupplier chainId, LongSupplier head) {
    this.rules = new RpcRules(contracts, chainId, head);
    this.node = new NodeExchange(node);
    this.rehearsal = new Rehearsal(this.node, JSON);
  }

  /** Handles {@code POST /v1/rpc}. */
  public Response handle(Request request) throws IOException {
    JsonNode body = request.json();
    List<ObjectNode> calls = calls(body);
    List<Optional<ObjectNode>> refusals = new ArrayList<>();
    RpcRules.Batch batch = new RpcRules.Batch();
    for (ObjectNode call : calls) {
      refusals.add(refusal(call, batch));
    }
    List<ObjectNode> allowed = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      if (refusals.get(i).isEmpty()) {
        allowed.add(calls.get(i));
      }
    }
    if (allowed.size() == calls.size()) {
      return answer(node.send(JSON.writeValueAsBytes(body.isArray() ? calls : calls.getFirst())));
    }
    return answer(JSON.writeValueAsBytes(merged(body.isArray(), refusals, allowed)));
  }

  private Optional<ObjectNode> refusal(ObjectNode call, RpcRules.Batch batch) throws IOException {
    String method = call.path("method").asText();
    Optional<Problem> problem = rules.refusal(method, call.path("params"), batch);
    if (problem.isPresent()) {
      return Optional.of(error(call, problem.get()));
    }
    return method.equals("eth_sendRawTransaction") ? rehearsal.refusal(call) : Optional.empty();
  }

  private JsonNode merged(
      boolean batch, List<Optional<ObjectNode>> refusals, List<ObjectNode> allowed)
      throws IOException {
    ArrayNode answers = JSON.createArrayNode();
    refusals.forEach(refusal -> refusal.ifPresent(answers::add));
    if (!batch) {
      return answers.get(0);
    }
    if (!allowed.isEmpty()) {
      JsonNode told = JSON.readTree(node.send(JSON.writeValueAsBytes(allowed)));
      if (!told.isArray()) {
        return told;
      }
      answers.addAll((ArrayNode) told);
    }
    return answers;
  }

  private static ObjectNode error(ObjectNode call, Problem problem) {
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", call.get("id"));
    ObjectNode error = answer.putObject("error");
    error
        .put("code", METHOD_NOT_FOUND)
        .put(
            "message",
            "%s: expected %s, actual %s"
                .formatted(problem.detail(), problem.expected(), problem.actual()));
    error.set("data", problem.json());
    return answer;
  }

  /** Written anew: nothing reaches the node but what was looked at. */
  private static List<ObjectNode> calls(JsonNode body) {
    List<ObjectNode> calls = new ArrayList<>();
    if (body.isArray()) {
      if (body.isEmpty() || body.size() > MOST_CALLS) {
        throw refused("1 to " + MOST_CALLS + " calls in a batch", body.size() + " calls");
      }
      body.forEach(each -> calls.add(call(each)));
    } else {
      calls.add(call(body));
    }
    return calls;
  }

  private static ObjectNode call(JsonNode call) {
    JsonNode id = call.path("id");
    JsonNode params = call.has("params") ? call.get("params") : JSON.createArrayNode();
    boolean named = id.isIntegralNumber() || (id.isTextual() && id.asText().length() <= LARGEST_ID);
    if (!call.isObject() || !named || !call.path("method").isTextual() || !params.isArray()) {
      throw refused("objects with jsonrpc, id, method and a list params", "something else");
    }
    ObjectNode copy = JSON.createObjectNode().put("jsonrpc", "2.0");
    copy.set("id", id);
    copy.put("method", call.path("method").asText());
    copy.set("params", params);
    return copy;
  }

  private static ProblemException refused(String expected, String actual) {
    return new ProblemException(
        Problem.of("rpc-malformed", 400, "this is no JSON-RPC that is taken")
            .expected(expected)
            .actual(actual));
  }

  private static Response answer(byte[] json) {
    return new Response(
        200, Map.of("content-type", "application/json", "cache-control", "no-store"), json);
  }

  @Override
  public void close() {
    node.close();
  }
}
