package io.govchain.adapter.evm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.govchain.evm.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A real node that for a while knows no block, and no state, after one. */
final class SlowerNode implements Transport, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The real node has it no more than the slower one has what is asked for. */
  private static final String NEVER_MINED = "0xffffffff";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private volatile OptionalLong newest = OptionalLong.empty();

  void lagAt(long block) {
    newest = OptionalLong.of(block);
  }

  void catchUp() {
    newest = OptionalLong.empty();
  }

  @Override
  public CompletableFuture<Answer> post(URI to, byte[] json, Duration timeout, int mostBytes) {
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(asOf(json)))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(answer -> new Answer(answer.statusCode(), answer.body()));
  }

  private byte[] asOf(byte[] asked) {
    OptionalLong last = newest;
    if (last.isEmpty()) {
      return asked;
    }
    try {
      JsonNode questions = JSON.readTree(asked);
      for (JsonNode question :
          questions.isArray() ? questions : JSON.createArrayNode().add(questions)) {
        String method = question.path("method").asText();
        // A nonce is known from the pool; it is not what lags here.
        if (question.path("params") instanceof ArrayNode params
            && !method.equals("eth_getTransactionCount")) {
          int place = method.equals("eth_getBlockByNumber") ? 0 : 1;
          String block = params.path(place).asText();
          if (block.equals("latest")) {
            params.set(place, "0x" + Long.toHexString(last.getAsLong()));
          } else if (block.startsWith("0x") && Long.decode(block) > last.getAsLong()) {
            params.set(place, NEVER_MINED);
          }
        }
      }
      return JSON.writeValueAsBytes(questions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
