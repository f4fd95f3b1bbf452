package io.govchain.cli;

import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Node;
import io.govchain.governance.ValidatorChange;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Nodes of the governance chain. */
@Command(
    name = "node",
    description = "Nodes of the governance chain.",
    subcommands = {
      NodeRequestCommands.Consent.class,
      NodeRequestCommands.Request.class,
      NodeCommand.ListNodes.class,
      NodeCommand.Quorum.class,
      NodeCommand.Validators.class,
      NodeCommand.History.class
    })
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
      name = "list",
      description = "List all nodes.",
      footer = {"", "Example:", "  govchain node list --rpc http://127.0.0.1:8545"})
  static final class ListNodes extends ChainCommand.Reading {
    @Override
    void run(Output out, GovernanceChain chain) {
      LISTING.print(out, chain.nodes());
    }
  }

  @Command(
      name = "quorum",
      description = "Show how many validators there are, must sign, and must at least be there.",
      footer = {"", "Example:", "  govchain node quorum"})
  static final class Quorum extends ChainCommand.Reading {

    @Override
    void run(Output out, GovernanceChain chain) {
      out.record(chain.quorum());
    }
  }

  @Command(
      name = "validators",
      description = {
        "List the validators in the state of a block (default: the latest).",
        "They sign the block after it: check the seals of block N with those of block N - 1."
      },
      footer = {"", "Example:", "  govchain node validators --block 4711"})
  static final class Validators extends ChainCommand.Reading {
    @Option(
        names = "--block",
        paramLabel = "NUMBER",
        description = "After this block (default: the newest).")
    private Optional<Long> block = Optional.empty();

    @Override
    void run(Output out, GovernanceChain chain) {
      List<String> validators = block.map(chain::validatorsAt).orElseGet(chain::validators);
      new Listing<String>("validators", Listing.column("VALIDATOR", address -> address))
          .print(out, validators);
    }
  }

  @Command(
      name = "history",
      description = "List every admission and removal of a validator, oldest first.",
      footer = {"", "Example:", "  govchain node history"})
  static final class History extends ChainCommand.Reading {

    @Override
    void run(Output out, GovernanceChain chain) {
      new Listing<ValidatorChange>(
              "changes",
              Listing.column("BLOCK", change -> Long.toString(change.block())),
              Listing.column("VALIDATOR", ValidatorChange::validator),
              Listing.column("CHANGE", change -> change.admitted() ? "admitted" : "removed"))
          .print(out, chain.validatorChanges());
    }
  }
}
