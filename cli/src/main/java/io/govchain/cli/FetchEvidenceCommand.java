package io.govchain.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.Evidence;
import io.govchain.client.LedgerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes evidence out of the proxy that holds it, to hand it to somebody. */
@Command(
    name = "fetch",
    description = {
      "Fetch evidence from your cross-chain proxy, as its operator, into a file that can be handed"
          + " out: the exact text whose digest the ledger has.",
      "Both ends of a step hold the evidence that it took effect, its own end that it was undone."
    },
    footer = {
      "",
      "Example:",
      "  govchain evidence fetch 0x3c9a... --digest 0x5be1... --file step-1.json \\",
      "      --proxy https://127.0.0.1:9443 --proxy-fingerprint 0x77ab... \\",
      "      --certificate operator/tls.crt --key operator/tls.key"
    })
final class FetchEvidenceCommand extends GovchainCommand {
  @Mixin private OperatorOptions proxy;

  @Parameters(paramLabel = "TRANSACTION", description = "Its id: 0x and 64 hex digits.")
  private String id;

  @Option(
      names = "--digest",
      required = true,
      description = "The digest that the ledger has of the evidence (see: transaction show).")
  private String digest;

  @Option(
      names = "--file",
      required = true,
      paramLabel = "FILE",
      description = "Where it goes; must not exist yet.")
  private Path file;

  @Override
  void run(Output out) throws Exception {
    String transaction = Arguments.id("TRANSACTION", id);
    String wanted = Arguments.id("--digest", digest);
    if (Files.exists(file)) {
      throw CommandFailure.usage("--file: expected none there yet, actual " + file);
    }
    try (LedgerClient client = new LedgerClient(proxy.settings())) {
      JsonNode held = client.evidence(transaction, wanted);
      write(held.path("text").asText(), wanted);
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("transaction", transaction);
      view.put("step", held.path("step").asInt());
      view.put("action", held.path("action").asText());
      view.put("digest", wanted);
      view.put("file", file.toString());
      out.record(view);
    }
  }

  private void write(String text, String wanted) throws IOException {
    try {
      Files.writeString(file, Evidence.of(text, wanted).text(), StandardOpenOption.CREATE_NEW);
    } catch (AmdpException another) {
      throw CommandFailure.refused("evidence-refused", another.getMessage());
    }
  }
}
