package io.govchain.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The administrator's line to a node: finding out who answers on a port, and Anvil's own methods.
 * Everything that is chain work goes through the {@code evm-client} module.
 */
final class JsonRpc implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(TIMEOUT).version(HttpClient.Version.HTTP_1_1).build();
  private final URI rpc;

  JsonRpc(URI rpc) {
    this.rpc = rpc;
  }

  /**
   * Calls a method and returns its result.
   *
   * @throws IOException when nobody answers, or with something that is not a JSON-RPC result
   */
  JsonNode call(String method, Object... params) throws IOException {
    byte[] body =
        JSON.writeValueAsBytes(
            Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", Arrays.asList(params)));
    HttpRequest request =
        HttpRequest.newBuilder(rpc)
            .timeout(TIMEOUT)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        JsonNode answer = JSON.readTree(in.readNBytes(MAX_RESPONSE_BYTES));
        JsonNode result = answer == null ? null : answer.get("result");
        if (result == null) {
          throw new IOException("%s to %s answered %s".formatted(method, rpc, shortened(answer)));
        }
        return result;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + rpc, e);
    }
  }

  /** A number that the node tells, or nothing when what answers is no such node. */
  Optional<Long> quantity(String method) {
    try {
      return Optional.of(Long.decode(call(method).asText()));
    } catch (IOException | NumberFormatException notThere) {
      return Optional.empty();
    }
  }

  private static String shortened(JsonNode answer) {
    String text = String.valueOf(answer);
    return text.length() <= 300 ? text : text.substring(0, 300) + "...";
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
