package io.govchain.testnet.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** An embedded chain that makes blocks when it is told to, and answers meanwhile. */
final class Mining {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI rpc;

  Mining(URI rpc) {
    this.rpc = rpc;
  }

  /** No blocks from now on. */
  void stop() {
    ask("anvil_setIntervalMining", "0");
  }

  /** A block each second from now on. */
  void goOn() {
    ask("anvil_setIntervalMining", "1");
  }

  /** How many transactions wait for a block. */
  long waiting() {
    return Long.decode(ask("txpool_status", "").path("pending").asText());
  }

  private JsonNode ask(String method, String parameter) {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}"
            .formatted(method, parameter);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(rpc)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      JsonNode answer =
          JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
      if (answer.has("error")) {
        throw new AssertionError(method + ": " + answer);
      }
      return answer.path("result");
    } catch (IOException e) {
      throw new AssertionError(method + " of " + rpc, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
