package io.govchain.cli;

import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Node;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Nodes of the governance chain. */
@Command(
    name = "node",
    description = "Nodes of the governance chain.",
    subcommands = {NodeCommand.Request.class, NodeCommand.ListNodes.class})
final class NodeCommand extends NounCommand {
  private static final Listing<Node> LISTING =
      new Listing<>(
          "nodes",
          Listing.column("NODE", Node::id),
          Listing.column("VALIDATOR", Node::validator),
          Listing.column("KIND", node -> node.kind().word()),
          Listing.column("STATUS", node -> node.status().word()),
          Listing.column("ENDPOINT", Node::endpoint));

  @Command(
      name = "request",
      description =
          "Request a node for your institution; a work order (work-order open --admit-node) makes"
              + " it part of the network.",
      footer = {
        "",
        "Example:",
        "  govchain node request --kind governance --public-key 0x8f2a... --endpoint"
            + " 10.0.0.5:30303"
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
        names = "--public-key",
        required = true,
        paramLabel = "HEX",
        description = "The node's public key, 64 bytes, as in its enode address.")
    private String publicKey;

    @Option(names = "--endpoint", required = true, paramLabel = "HOST:PORT")
    private String endpoint;

    @Override
    void run(Output out, Signing signing) {
      signing.send(out, GovernanceCalls.requestNode(kind, publicKey, endpoint), "node requested");
    }
  }

  @Command(
      name = "list",
      description = "List all nodes.",
      footer = {"", "Example:", "  govchain node list --rpc http://127.0.0.1:8545"})
  static final class ListNodes extends ChainCommand.Reading {
    @Override
    void run(Output out, GovernanceChain chain) {
      LISTING.print(out, chain.nodes());
    }
  }
}
