package io.govchain.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.client.GovchainClient;
import io.govchain.client.ProxyRefusedException;
import io.govchain.client.ProxyUnreachableException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the proxy that took a call, also about one that the governance chain does not know yet. */
@Command(
    name = "ask",
    description = {
      "Ask the subchain proxy, as the application that sent a call, what became of it:",
      "its status in words, each step, what reads returned, and why it did not settle."
    },
    footer = {
      "",
      "Example:",
      "  govchain transaction ask 0x3c9a... --proxy https://127.0.0.1:9441 \\",
      "      --proxy-fingerprint 0x77ab... --certificate app/tls.crt --key app/tls.key --wait 60"
    })
final class AskCommand extends GovchainCommand {
  @Mixin private ProxyOptions proxy;

  @Parameters(paramLabel = "TRANSACTION", description = "Its id: 0x and 64 hex digits.")
  private String id;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "How long to wait for its end (default 0: tell what is known now).")
  private int waitSeconds;

  @Override
  void run(Output out) throws Exception {
    String transaction = Arguments.id("TRANSACTION", id);
    try (GovchainClient client = new GovchainClient(proxy.settings())) {
      JsonNode view = view(client, transaction);
      out.result(view, TransactionViews.text(view));
    }
  }

  /** What can be told, or will never be, is told at once; the rest is waited for. */
  private JsonNode view(GovchainClient client, String transaction)
      throws ProxyUnreachableException, InterruptedException {
    if (waitSeconds <= 0) {
      return client.transaction(transaction);
    }
    try {
      client.transaction(transaction);
    } catch (ProxyRefusedException refused) {
      if (!refused.isPassing()) {
        throw refused;
      }
    } catch (ProxyUnreachableException silent) {
      // Waited for below, and told if it lasts.
    }
    return client.await(transaction, Duration.ofSeconds(waitSeconds));
  }
}
