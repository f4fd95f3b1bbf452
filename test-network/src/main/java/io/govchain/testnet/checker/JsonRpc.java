package io.govchain.testnet.checker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;

/** Asks a node. */
final class JsonRpc implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI node;
  private final HttpClient http = HttpClient.newHttpClient();

  JsonRpc(URI node) {
    this.node = node;
  }

  /** The result; a node that refuses is an error here, since every question is a plain one. */
  JsonNode ask(String method, Object... parameters) {
    ObjectNode question = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1);
    ArrayNode values = question.put("method", method).putArray("params");
    for (Object parameter : parameters) {
      values.add(JSON.valueToTree(parameter));
    }
    HttpRequest request =
        HttpRequest.newBuilder(node)
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(question.toString()))
            .build();
    try {
      JsonNode answer =
          JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
      if (!answer.has("result")) {
        throw new IllegalStateException(
            "%s at %s: expected a result, actual %s".formatted(method, node, answer));
      }
      return answer.path("result");
    } catch (IOException silent) {
      throw new UncheckedIOException(method + " at " + node, silent);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + node, e);
    }
  }

  static long number(JsonNode quantity) {
    return Long.parseLong(quantity.asText().substring(2), 16);
  }

  static byte[] bytes(JsonNode data) {
    return HexFormat.of().parseHex(data.asText().substring(2));
  }

  @Override
  public void close() {
    http.close();
  }
}
