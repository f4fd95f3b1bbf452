package io.govchain.adapter.evm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.evm.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A real node's answers, but for some methods what a test puts in their place. */
final class AlteringNode implements Transport, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, JsonNode> instead = new ConcurrentHashMap<>();

  /** From now on the method's result is this JSON. */
  void answer(String method, String json) {
    try {
      instead.put(method, JSON.readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on the method is answered as the node does. */
  void restore(String method) {
    instead.remove(method);
  }

  @Override
  public CompletableFuture<Answer> post(URI to, byte[] json, Duration timeout, int mostBytes) {
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(harmless(json)))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(response -> new Answer(response.statusCode(), altered(json, response.body())));
  }

  /** What is answered here the node does not hear of. */
  private byte[] harmless(byte[] asked) {
    try {
      JsonNode questions = JSON.readTree(asked);
      for (JsonNode question :
          questions.isArray() ? questions : JSON.createArrayNode().add(questions)) {
        if (instead.containsKey(question.path("method").asText())) {
          ((ObjectNode) question).put("method", "eth_chainId").putArray("params");
        }
      }
      return JSON.writeValueAsBytes(questions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] altered(byte[] asked, byte[] answered) {
    try {
      JsonNode questions = JSON.readTree(asked);
      JsonNode answers = JSON.readTree(answered);
      for (JsonNode question :
          questions.isArray() ? questions : JSON.createArrayNode().add(questions)) {
        String method = question.path("method").asText();
        JsonNode other = instead.get(method);
        if (other != null) {
          replace(answers, question.path("id"), other);
        }
      }
      return JSON.writeValueAsBytes(answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void replace(JsonNode answers, JsonNode id, JsonNode result) {
    for (JsonNode answer : answers.isArray() ? answers : JSON.createArrayNode().add(answers)) {
      if (answer.path("id").equals(id)) {
        ((ObjectNode) answer).remove("error");
        ((ObjectNode) answer).set("result", result);
      }
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
