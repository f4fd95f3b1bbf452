package io.govchain.subchain.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.adapter.GatewayAnswer;
import io.govchain.adapter.GatewayRequest;
import io.govchain.adapter.GatewayStatus;
import java.util.Optional;

/** Requests and answers as the journal keeps them. */
final class GatewayJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private GatewayJson() {}

  static String write(GatewayRequest request) {
    return JSON.createObjectNode()
        .put("number", request.number())
        .put("id", request.id())
        .put("caller", request.caller())
        .put("pipeline", request.pipeline())
        .put("function", request.function())
        .put("argumentsDigest", request.argumentsDigest())
        .put("arguments", request.arguments())
        .put("disclosed", request.disclosed())
        .put("deadline", request.deadline())
        .put("callbackGas", request.callbackGas())
        .put("block", request.block())
        .put("time", request.time())
        .toString();
  }

  static GatewayRequest request(String text) {
    JsonNode json = parse(text);
    return new GatewayRequest(
        json.path("number").asLong(),
        json.path("id").asText(),
        json.path("caller").asText(),
        json.path("pipeline").asText(),
        json.path("function").asText(),
        json.path("argumentsDigest").asText(),
        json.path("arguments").asText(),
        json.path("disclosed").asBoolean(),
        json.path("deadline").asLong(),
        json.path("callbackGas").asLong(),
        json.path("block").asLong(),
        json.path("time").asLong());
  }

  static String write(GatewayAnswer answer) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("id", answer.id())
            .put("outcome", answer.outcome().name())
            .put("reason", answer.reason())
            .put("callbackGas", answer.callbackGas());
    answer.transaction().ifPresent(id -> json.put("transaction", id));
    answer
        .value()
        .ifPresent(
            value -> json.put("function", value.function()).put("valueJson", value.valueJson()));
    return json.toString();
  }

  static GatewayAnswer answer(String text) {
    JsonNode json = parse(text);
    return new GatewayAnswer(
        json.path("id").asText(),
        GatewayStatus.valueOf(json.path("outcome").asText()),
        Optional.ofNullable(json.path("transaction").textValue()),
        Optional.ofNullable(json.path("function").textValue())
            .map(function -> new GatewayAnswer.Returned(function, json.path("valueJson").asText())),
        json.path("reason").asText(),
        json.path("callbackGas").asLong());
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("a stored gateway call is not JSON", failure);
    }
  }
}
