package io.govchain.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.evm.Receipt;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.GovernanceEvents;
import io.govchain.governance.Node;
import io.govchain.governance.NodeConsent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Verbs of {@code node} by which a node joins: its own key consents where the node runs. */
final class NodeRequestCommands {
  private static final long LONGEST = 8 * 1024;
  private static final Pattern SECRET = Pattern.compile("(0x)?[0-9a-fA-F]{64}");

  private NodeRequestCommands() {}

  @Command(
      name = "consent",
      description = {
        "Sign with a node's key that the node belongs to your institution; needs no connection.",
        "Run it where the node is, and give the output to whoever runs node request."
      },
      footer = {
        "",
        "Example:",
        "  govchain node consent --node-key-file data/key --institution registry --chain-id $CHAIN_ID"
            + " --json > node.json"
      })
  static final class Consent extends GovchainCommand {
    @Option(
        names = "--node-key-file",
        required = true,
        paramLabel = "FILE",
        description = "The node's key as Besu keeps it (file 'key' in its data folder).")
    private Path keyFile;

    @Option(
        names = "--institution",
        required = true,
        paramLabel = "CODE",
        description = "Whose node it becomes.")
    private String institution;

    @Option(
        names = "--chain-id",
        required = true,
        paramLabel = "NUMBER",
        description = "Of the governance chain.")
    private long chainId;

    @Override
    void run(Output out) {
      out.record(NodeConsent.sign(readKey(keyFile), chainId, institution));
    }
  }

  @Command(
      name = "request",
      description =
          "Request a node for your institution; a work order (work-order open --admit-node) makes"
              + " it part of the network.",
      footer = {
        "",
        "Example:",
        "  govchain node request --kind governance --consent node.json --endpoint 10.0.0.5:30303"
      })
  static final class Request extends SigningCommand {
    @Option(
        names = "--kind",
        required = true,
        converter = Words.NodeKinds.class,
        completionCandidates = Words.NodeKinds.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    private Node.Kind kind;

    @Option(
        names = "--consent",
        required = true,
        paramLabel = "FILE",
        description = "What node consent --json printed.")
    private Path file;

    @Option(
        names = "--endpoint",
        required = true,
        paramLabel = "HOST:PORT",
        description = "Where other nodes reach it.")
    private String endpoint;

    @Override
    void run(Output out, Signing signing) {
      NodeConsent consent = readConsent(file);
      if (consent.chainId() != signing.chainId()) {
        throw CommandFailure.refused(
            "consent-for-another-chain",
            "consent: expected one for chain %d, actual one for chain %d"
                .formatted(signing.chainId(), consent.chainId()));
      }
      signing.send(
          out, GovernanceCalls.requestNode(kind, consent, endpoint), receipt -> requested(receipt));
    }

    private static Signing.Done requested(Receipt receipt) {
      String node =
          receipt.logs().stream()
              .flatMap(log -> GovernanceEvents.decode(log).stream())
              .filter(GovernanceEvent.NodeRequested.class::isInstance)
              .map(GovernanceEvent.NodeRequested.class::cast)
              .findFirst()
              .orElseThrow()
              .id();
      return new Signing.Done("node requested: " + node, Map.of("node", node));
    }
  }

  private static SigningKey readKey(Path file) {
    String text = read("--node-key-file", file).strip();
    if (!SECRET.matcher(text).matches()) {
      throw CommandFailure.usage(
          "--node-key-file: expected 64 hex digits in %s, actual other content".formatted(file));
    }
    return SigningKey.fromPrivateKey(Hex.bytes(text.startsWith("0x") ? text : "0x" + text));
  }

  private static NodeConsent readConsent(Path file) {
    try {
      JsonNode json =
          new ObjectMapper()
              .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .readTree(read("--consent", file));
      return new NodeConsent(
          json.path("chainId").longValue(),
          json.path("institution").asText(),
          json.path("publicKey").asText(),
          json.path("proof").asText());
    } catch (JsonProcessingException malformed) {
      throw CommandFailure.usage(
          "--consent: expected what node consent --json printed, actual " + file);
    }
  }

  private static String read(String option, Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw CommandFailure.usage(
            "%s: expected at most %d bytes, actual %d"
                .formatted(option, LONGEST, Files.size(file)));
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw CommandFailure.usage(
          "%s: expected a readable file, actual %s".formatted(option, Unreadable.why(file, e)));
    }
  }
}
