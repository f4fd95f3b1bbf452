package io.govchain.evm.testchain;

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
import java.util.concurrent.atomic.AtomicInteger;

/** A real node's answers, but for some methods what a test puts in their place. */
public final class AlteringNode implements Transport, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, JsonNode> instead = new ConcurrentHashMap<>();
  private final Map<String, String> onlyFor = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> given = new ConcurrentHashMap<>();

  /** From now on the method's result is this JSON. */
  public void answer(String method, String json) {
    try {
      given.put(method, new AtomicInteger());
      instead.put(method, JSON.readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on the method is refused with these words. */
  public void refuse(String method, String message) {
    answer(method, "{\"refused\":\"%s\"}".formatted(message));
  }

  /** From now on the method is refused with these words where its first parameter is this. */
  public void refuseFor(String method, String parameter, String message) {
    onlyFor.put(method, parameter);
    refuse(method, message);
  }

  /** From now on the method is answered as the node does. */
  public void restore(String method) {
    instead.remove(method);
    onlyFor.remove(method);
  }

  /** How often the method was answered with what is in its place now. */
  public int given(String method) {
    return given.getOrDefault(method, new AtomicInteger()).get();
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
        if (isAltered(question)) {
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
        if (other != null && isAltered(question)) {
          given.get(method).incrementAndGet();
          replace(answers, question.path("id"), other);
        }
      }
      return JSON.writeValueAsBytes(answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isAltered(JsonNode question) {
    String method = question.path("method").asText();
    String parameter = onlyFor.get(method);
    return instead.containsKey(method)
        && (parameter == null || question.path("params").path(0).asText().equals(parameter));
  }

  private static void replace(JsonNode answers, JsonNode id, JsonNode result) {
    for (JsonNode answer : answers.isArray() ? answers : JSON.createArrayNode().add(answers)) {
      if (answer.path("id").equals(id)) {
        ((ObjectNode) answer).remove("error");
        if (result.has("refused")) {
          ((ObjectNode) answer).remove("result");
          ((ObjectNode) answer)
              .putObject("error")
              .put("code", -32_000)
              .put("message", result.path("refused").asText());
        } else {
          ((ObjectNode) answer).set("result", result);
        }
      }
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
