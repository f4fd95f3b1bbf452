package io.govchain.adapter.evm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.evm.Transport;
import io.govchain.evm.encoding.Hex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A real node that keeps all blocks and new states only, and says so as Besu does with its usual
 * storage: the count in an older state is 0, and its balances are null.
 */
final class ForgetfulNode implements Transport, AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<String, String> IN_FORGOTTEN_STATES =
      Map.of("eth_getTransactionCount", "\"0x0\"", "eth_getBalance", "null");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private volatile long horizon;
  private volatile Optional<String> failing = Optional.empty();
  private volatile long failingBelow;

  /** States of blocks below this one are forgotten. */
  void forgetBelow(long block) {
    horizon = block;
  }

  /** Questions of this method for a block below are answered with an error, until told again. */
  void failBelow(String method, long block) {
    failingBelow = block;
    failing = Optional.of(method);
  }

  void failNoMore() {
    failing = Optional.empty();
  }

  @Override
  public CompletableFuture<Answer> post(URI to, byte[] json, Duration timeout, int mostBytes) {
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(response -> new Answer(response.statusCode(), altered(json, response.body())));
  }

  private byte[] altered(byte[] asked, byte[] answered) {
    try {
      JsonNode questions = JSON.readTree(asked);
      JsonNode answers = JSON.readTree(answered);
      for (JsonNode question :
          questions.isArray() ? questions : JSON.createArrayNode().add(questions)) {
        for (JsonNode answer : answers.isArray() ? answers : JSON.createArrayNode().add(answers)) {
          if (answer.path("id").equals(question.path("id"))) {
            alter(question.path("method").asText(), question.path("params"), (ObjectNode) answer);
          }
        }
      }
      return JSON.writeValueAsBytes(answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void alter(String method, JsonNode parameters, ObjectNode answer) throws IOException {
    String forgotten = IN_FORGOTTEN_STATES.get(method);
    long block = number(parameters.path(forgotten == null ? 0 : 1).asText());
    if (forgotten != null && block < horizon) {
      answer.set("result", JSON.readTree(forgotten));
    }
    if (failing.filter(method::equals).isPresent() && block < failingBelow) {
      answer.remove("result");
      answer.putObject("error").put("code", -32000).put("message", "busy");
    }
  }

  private static long number(String block) {
    return block.matches("0x[0-9a-f]{1,15}") ? Hex.toLong(block) : Long.MAX_VALUE;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
