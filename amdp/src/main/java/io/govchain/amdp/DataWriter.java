package io.govchain.amdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes the {@code data} member of each type. */
final class DataWriter {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private DataWriter() {}

  static ObjectNode write(MessageData data) {
    ObjectNode out = JSON.objectNode();
    switch (data) {
      case MessageData.Call call ->
          out.put("request", call.request())
              .put("deadlineSeconds", call.deadlineSeconds())
              .set("steps", array(call.steps(), DataWriter::planStep));
      case MessageData.Forward forward ->
          out.<ObjectNode>set("call", forward.call().tree())
              .set("arguments", array(forward.arguments(), JSON::textNode));
      case MessageData.Execute execute -> execute(out, execute);
      case MessageData.Outcome outcome -> outcome(out, outcome);
      case MessageData.StepRequest request ->
          out.<ObjectNode>set("call", request.call().tree())
              .put("arguments", request.arguments())
              .set("earlier", array(request.earlier(), DataWriter::earlier));
      case MessageData.StepOutcome outcome -> stepOutcome(out, outcome);
      case MessageData.EvidenceRequest request -> {}
      case MessageData.EvidenceReply reply ->
          out.put("evidence", reply.evidence()).put("evidenceDigest", reply.evidenceDigest());
      case MessageData.CompensationRequest request -> out.set("reason", reason(request.reason()));
      case MessageData.CompensationOutcome outcome ->
          out.put("result", outcome.result().wire())
              .<ObjectNode>set("reason", optional(outcome.reason(), DataWriter::reason))
              .set("evidenceDigest", text(outcome.evidenceDigest()));
      case MessageData.Refusal refusal ->
          out.put("code", refusal.reason().code()).put("text", refusal.reason().text());
      case MessageData.Status status ->
          out.put("status", status.status().wire())
              .<ObjectNode>set("detail", text(status.detail()))
              .set("steps", array(status.steps(), DataWriter::stepStatus));
    }
    return out;
  }

  private static void execute(ObjectNode out, MessageData.Execute execute) {
    out.put("action", execute.action().wire())
        .put("contract", execute.contract())
        .put("contractAddress", execute.contractAddress())
        .put("function", execute.function())
        .put("kind", execute.kind().wire())
        .put("arguments", execute.arguments());
  }

  private static void outcome(ObjectNode out, MessageData.Outcome outcome) {
    out.put("action", outcome.action().wire())
        .put("result", outcome.result().wire())
        .<ObjectNode>set("reason", optional(outcome.reason(), DataWriter::reason))
        .<ObjectNode>set("evidence", text(outcome.evidence()))
        .<ObjectNode>set("evidenceDigest", text(outcome.evidenceDigest()))
        .<ObjectNode>set("value", optional(outcome.value(), Function.identity()))
        .set("subchainTransaction", text(outcome.subchainTransaction()));
  }

  private static void stepOutcome(ObjectNode out, MessageData.StepOutcome outcome) {
    out.<ObjectNode>set("call", outcome.call().tree())
        .put("result", outcome.result().wire())
        .<ObjectNode>set("reason", optional(outcome.reason(), DataWriter::reason))
        .<ObjectNode>set("arguments", text(outcome.arguments()))
        .<ObjectNode>set("evidence", text(outcome.evidence()))
        .<ObjectNode>set("evidenceDigest", text(outcome.evidenceDigest()))
        .<ObjectNode>set("value", text(outcome.value()))
        .set("subchainTransaction", text(outcome.subchainTransaction()));
  }

  private static JsonNode planStep(PlanStep step) {
    return JSON.objectNode()
        .put("pipeline", step.pipeline())
        .put("constraint", step.constraint())
        .put("side", step.side().wire())
        .put("contract", step.contract())
        .put("function", step.function())
        .put("kind", step.kind().wire())
        .put("arguments", step.arguments());
  }

  private static JsonNode earlier(EarlierStep step) {
    return JSON.objectNode()
        .put("step", step.step())
        .put("result", step.result().wire())
        .<ObjectNode>set("arguments", text(step.arguments()))
        .set("evidence", text(step.evidence()));
  }

  private static JsonNode stepStatus(StepStatus step) {
    return JSON.objectNode()
        .put("step", step.step())
        .put("outcome", step.outcome().wire())
        .put("verdict", step.verdict().wire())
        .put("compensation", step.compensation().wire())
        .<ObjectNode>set("subchainTransaction", text(step.subchainTransaction()))
        .<ObjectNode>set("reason", optional(step.reason(), DataWriter::reason))
        .set("value", optional(step.value(), Function.identity()));
  }

  private static JsonNode reason(Reason reason) {
    return JSON.objectNode().put("code", reason.code()).put("text", reason.text());
  }

  private static JsonNode text(Optional<String> text) {
    return optional(text, JSON::textNode);
  }

  private static <T> JsonNode optional(Optional<T> value, Function<T, ? extends JsonNode> write) {
    return value.<JsonNode>map(write).orElse(JSON.nullNode());
  }

  private static <T> ArrayNode array(List<T> values, Function<T, ? extends JsonNode> write) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(value -> array.add(write.apply(value)));
    return array;
  }
}
