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

/**
 * The clock of an embedded chain, which can be moved on, and its blocks, which can be held back.
 */
final class ChainClock {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private ChainClock() {}

  static void advance(ChainNetwork chain, long seconds) {
    ask(chain, "evm_increaseTime", seconds);
    Conditions.within(PATIENCE).eventually(ChainConditions.grows(chain, 2));
  }

  /** No block any more, while the node goes on answering. */
  static void holdBlocks(ChainNetwork chain) {
    ask(chain, "evm_setIntervalMining", 0);
  }

  /** A block each second, which is the shortest time that the node can be told while it runs. */
  static void letBlocksCome(ChainNetwork chain) {
    ask(chain, "evm_setIntervalMining", 1);
    Conditions.within(PATIENCE).eventually(ChainConditions.grows(chain, 2));
  }

  private static void ask(ChainNetwork chain, String method, long number) {
    String request =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%d]}"
            .formatted(method, number);
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
        throw new IllegalStateException("the chain refuses %s: %s".formatted(method, answer));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for " + method, e);
    }
  }
}
