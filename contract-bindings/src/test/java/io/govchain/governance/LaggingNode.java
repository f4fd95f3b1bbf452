package io.govchain.governance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/**
 * A real node that for a while has only the blocks up to one: the slower of two behind one address.
 */
final class LaggingNode implements Transport, AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private volatile OptionalLong newest = OptionalLong.empty();

  /** It has no block after this one. */
  void lagAt(long block) {
    newest = OptionalLong.of(block);
  }

  void catchUp() {
    newest = OptionalLong.empty();
  }

  @Override
  public CompletableFuture<Answer> post(URI to, byte[] json, Duration timeout, int mostBytes) {
    try {
      JsonNode request = JSON.readTree(json);
      if (newest.isPresent() && request.path("params") instanceof ArrayNode params) {
        for (int i = 0; i < params.size(); i++) {
          String block = params.path(i).asText();
          if (block.equals("latest")) {
            params.set(i, "0x" + Long.toHexString(newest.getAsLong()));
          } else if (request.path("method").asText().equals("eth_call")
              && block.startsWith("0x")
              && Long.decode(block) > newest.getAsLong()) {
            return CompletableFuture.completedFuture(new Answer(200, unknownBlock(request)));
          }
        }
      }
      HttpRequest passedOn =
          HttpRequest.newBuilder(to)
              .timeout(timeout)
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)))
              .build();
      return http.sendAsync(passedOn, HttpResponse.BodyHandlers.ofByteArray())
          .thenApply(answer -> new Answer(answer.statusCode(), answer.body()));
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  private static byte[] unknownBlock(JsonNode request) throws IOException {
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", request.path("id"));
    answer.putObject("error").put("code", -32000).put("message", "header not found");
    return JSON.writeValueAsBytes(answer);
  }

  @Override
  public void close() {
    http.close();
  }
}
