package io.govchain.console.acceptance.world;

import io.govchain.testnet.ChainNetwork;
import io.govchain.testnet.acceptance.ChainConditions;
import io.govchain.testnet.acceptance.Conditions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The clock of an embedded chain, which can be moved on. */
final class ChainClock {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private ChainClock() {}

  static void advance(ChainNetwork chain, long seconds) {
    String request =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"evm_increaseTime\",\"params\":[%d]}"
            .formatted(seconds);
    try (HttpClient http = HttpClient.newHttpClient()) {
      String answer =
          http.send(
                  HttpRequest.newBuilder(chain.rpc())
                      .timeout(PATIENCE)
                      .header("content-type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString(request))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      if (answer.contains("error")) {
        throw new IllegalStateException("the chain's clock was not moved on: " + answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while time was to pass", e);
    }
    Conditions.within(PATIENCE).eventually(ChainConditions.grows(chain, 2));
  }
}
