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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes evidence out of the proxy that holds it, to hand it to somebody. */
@Command(
    name = "fetch",
    description = {
      "Fetch evidence from a party's cross-chain proxy into a file that can be handed out: the exact"
          + " text whose digest the ledger has. As an operator of that proxy, or as an auditor.",
      "Both ends of a step hold the evidence that it took effect, its own end that it was undone."
    },
    footer = {
      "",
      "Example:",
      "  govchain evidence fetch 0x3c9a... --digest 0x5be1... --file step-1.json \\",
      "      --proxy https://127.0.0.1:9443 --proxy-fingerprint 0x77ab... \\",
      "      --certificate operator/tls.crt --key operator/tls.key",
      "  govchain evidence fetch 0x3c9a... --digest 0x5be1... --file step-1.json \\",
      "      --service court/crosschain-proxy --rpc http://127.0.0.1:8545 \\",
      "      --auditor-keystore auditor.json --auditor-password-file auditor.password"
    })
final class FetchEvidenceCommand extends GovchainCommand {
  @ArgGroup(multiplicity = "1")
  private Who who;

  /** A party's operator, or an auditor who is no party. */
  static final class Who {
    @ArgGroup(exclusive = false, heading = "%nAs an operator of the proxy:%n")
    private OperatorOptions operator;

    @ArgGroup(exclusive = false, heading = "%nAs an auditor:%n")
    private AuditorOptions auditor;
  }

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
    JsonNode held =
        who.auditor == null ? asOperator(transaction, wanted) : asAuditor(transaction, wanted);
    write(held.path("text").asText(), wanted);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("transaction", transaction);
    view.put("step", held.path("step").asInt());
    view.put("action", held.path("action").asText());
    view.put("digest", wanted);
    view.put("file", file.toString());
    out.record(view);
  }

  private JsonNode asOperator(String transaction, String wanted) throws Exception {
    try (LedgerClient client = new LedgerClient(who.operator.settings())) {
      return client.evidence(transaction, wanted);
    }
  }

  /** The certificate is for this one use, and gone afterwards. */
  private JsonNode asAuditor(String transaction, String wanted) throws Exception {
    Path folder = Files.createTempDirectory("govchain-auditor");
    try {
      AuditorOptions.Access access = who.auditor.open(folder);
      try (LedgerClient client = new LedgerClient(access.settings())) {
        return client.evidence(transaction, wanted, access.credential());
      }
    } finally {
      Files.deleteIfExists(folder.resolve("tls.crt"));
      Files.deleteIfExists(folder.resolve("tls.key"));
      Files.deleteIfExists(folder);
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
