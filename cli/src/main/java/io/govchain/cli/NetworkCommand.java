package io.govchain.cli;

import io.govchain.evm.BlockHeader;
import io.govchain.governance.GovernanceChain;
import io.govchain.testnet.ChainNode;
import io.govchain.testnet.GenesisGenerator;
import io.govchain.testnet.NetworkKind;
import io.govchain.testnet.consortium.LocalGovernance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Governance networks: genesis files, local networks, what a network is doing. */
@Command(
    name = "network",
    description = "Governance networks: make a genesis file, run one here, see how one is.",
    subcommands = {
      NetworkCommand.Genesis.class,
      NetworkCommand.Start.class,
      NetworkCommand.Status.class
    })
final class NetworkCommand extends NounCommand {

  @Command(
      name = "genesis",
      description = {
        "Make the genesis file of a governance chain, for Besu and Anvil alike.",
        "The founding file names the genesis institutions, their first accounts and nodes:",
        "  {\"chainId\": ID, \"votingDays\": 7, \"graceDays\": 14, \"blockSeconds\": 1,",
        "   \"institutions\": [{\"code\": \"court\", \"name\": \"City Court\",",
        "                     \"documentDigest\": \"0x...\", \"contact\": \"0x...\"}],",
        "   \"accounts\": [{\"institution\": \"court\", \"role\": \"governor\", \"publicKey\":"
            + " \"0x...\"}],",
        "   \"nodes\": [{\"institution\": \"court\", \"kind\": \"genesis\", \"publicKey\":"
            + " \"0x...\",",
        "              \"endpoint\": \"10.0.0.5:30303\"}]}",
        "ID is a number that no other network has: what is signed for one network counts in every"
            + " other of the same id. Leave it out, and the refusal draws one to agree on."
      },
      footer = {
        "",
        "Example:",
        "  govchain network genesis --founding founding.json --out genesis.json"
      })
  static final class Genesis extends GovchainCommand {
    @Option(
        names = "--founding",
        required = true,
        paramLabel = "FILE",
        description = "What the founders agreed on: institutions, accounts and nodes, as JSON.")
    private Path founding;

    @Option(
        names = "--out",
        required = true,
        paramLabel = "FILE",
        description = "Must not exist yet.")
    private Path file;

    @Override
    void run(Output out) {
      if (Files.exists(file)) {
        throw CommandFailure.usage(
            "--out: expected a file that does not exist yet, actual " + file);
      }
      var agreed = FoundingFile.read(founding).founding();
      GenesisGenerator.generate(agreed, file);
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("genesis", file.toString());
      view.put("sha256", Digests.ofFile(file));
      view.put("chainId", agreed.chainId());
      view.put("validators", agreed.validators());
      out.record(view);
    }
  }

  @Command(
      name = "start",
      description = {
        "Run a governance network on this machine until Ctrl-C, for tests: all of them have the"
            + " same chain id, so that what is signed for one counts in the others.",
        "The first start makes the genesis file and a governor's key for each institution below"
            + " --directory; later starts go on from there."
      },
      footer = {
        "",
        "Examples:",
        "  govchain network start --directory my-network",
        "  govchain network start --directory my-network --port 8545 \\",
        "      --institution court='City Court' --institution archive='City Archive'"
      })
  static final class Start extends GovchainCommand {
    private static final Duration BLOCK_TIME = Duration.ofSeconds(1);

    @Option(
        names = "--directory",
        required = true,
        paramLabel = "DIRECTORY",
        description = "Where its keys and data go.")
    private Path directory;

    @Option(
        names = "--kind",
        defaultValue = "anvil",
        description = "anvil (one process, for trying out) or besu (default: ${DEFAULT-VALUE}).")
    private String kind;

    @Option(
        names = "--institution",
        paramLabel = "CODE=NAME",
        description = "Genesis institutions of a new network; repeatable. Default: court, archive.")
    private Map<String, String> institutions = new LinkedHashMap<>();

    @Option(names = "--port", description = "JSON-RPC and WebSocket port (default: a free one).")
    private Integer port;

    @Override
    void run(Output out) throws Exception {
      if (institutions.isEmpty()) {
        institutions.put("court", "City Court");
        institutions.put("archive", "City Archive");
      }
      OptionalInt wanted = port == null ? OptionalInt.empty() : OptionalInt.of(port);
      try (LocalGovernance governance =
          LocalGovernance.start(directory, networkKind(), institutions, BLOCK_TIME, wanted)) {
        out.record(view(governance));
        out.say("Runs until Ctrl-C.");
        new CountDownLatch(1).await();
      }
    }

    private NetworkKind networkKind() {
      return switch (kind.toLowerCase(Locale.ROOT)) {
        case "anvil" -> NetworkKind.ANVIL;
        case "besu" -> NetworkKind.BESU;
        default ->
            throw CommandFailure.usage("--kind: expected anvil or besu, actual '" + kind + "'");
      };
    }

    private static Map<String, Object> view(LocalGovernance governance) {
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("rpc", governance.network().rpc().toString());
      view.put("ws", governance.network().ws().toString());
      view.put("chainId", governance.network().spec().chainId());
      view.put("genesis", governance.network().spec().genesis().toString());
      List<String> logs = new ArrayList<>();
      for (ChainNode node : governance.network().nodes()) {
        logs.add(node.log().toString());
      }
      view.put("logs", logs);
      List<Map<String, String>> governors = new ArrayList<>();
      governance
          .governors()
          .forEach(
              (code, key) -> {
                Map<String, String> governor = new LinkedHashMap<>();
                governor.put("institution", code);
                governor.put("address", key.address());
                governor.put("keystore", key.keystore().toString());
                governor.put("passwordFile", key.passwordFile().toString());
                governors.add(governor);
              });
      view.put("governors", governors);
      return view;
    }
  }

  @Command(
      name = "status",
      description = "Show how a governance network is: blocks, validators, contracts.",
      footer = {"", "Example:", "  govchain network status --rpc http://127.0.0.1:8545"})
  static final class Status extends ChainCommand {
    @Override
    void run(Output out, GovernanceConnection connection) {
      GovernanceChain chain = connection.chain();
      BlockHeader head = connection.client().latestHeader();
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("chainId", chain.chainId());
      view.put("block", head.number());
      view.put("blockTime", Instant.ofEpochSecond(head.timestamp()).toString());
      view.put("blockHash", head.hash());
      view.put("institutions", chain.institutions().size());
      view.put("validators", chain.validators());
      view.put("contracts", chain.governedContracts());
      out.record(view);
    }
  }
}
