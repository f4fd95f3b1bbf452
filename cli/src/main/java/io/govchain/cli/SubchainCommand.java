package io.govchain.cli;

import io.govchain.evm.send.Call;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Subchain;
import io.govchain.governance.TrustAnchors;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Business chains of the institutions. */
@Command(
    name = "subchain",
    description = "Business chains and the rule by which their evidence is verified.",
    subcommands = {
      SubchainCommand.Register.class,
      SubchainCommand.SetStatus.class,
      SubchainCommand.ListSubchains.class,
      SubchainCommand.Show.class,
      SubchainCommand.Offer.class,
      SubchainCommand.Accept.class,
      SubchainCommand.Anchor.class,
      SubchainCommand.History.class
    })
final class SubchainCommand extends NounCommand {
  private static final Listing<Subchain> LISTING =
      new Listing<>(
          "subchains",
          Listing.column("SUBCHAIN", Subchain::path),
          Listing.column("KIND", Subchain::kind),
          Listing.column("CHAIN ID", subchain -> Long.toString(subchain.chainId())),
          Listing.column("RULE", subchain -> subchain.trustAnchors().rule().word()),
          Listing.column("STATUS", subchain -> subchain.status().word()));

  /** The verification rule: exactly one of the two. */
  static final class RuleOptions {
    @ArgGroup(exclusive = false)
    private Agreement agreement;

    @ArgGroup(exclusive = false)
    private Seals seals;

    TrustAnchors anchors() {
      return agreement != null
          ? new TrustAnchors.NodeAgreement(
              agreement.count == 0 ? agreement.nodes.size() : agreement.count,
              agreement.nodes,
              agreement.confirmations)
          : new TrustAnchors.QbftSeals(
              seals.validators,
              Optional.ofNullable(seals.contract).map(ValidatorContractOptions::contract));
    }
  }

  /** Rule qbft-seals. */
  static final class Seals {
    @Option(
        names = "--validator",
        required = true,
        paramLabel = "ADDRESS",
        description =
            "Rule qbft-seals: a quorum of these sealed the block. Proves writes, no reads.")
    private List<String> validators;

    @ArgGroup(exclusive = false)
    private ValidatorContractOptions contract;
  }

  /** Rule node-agreement. */
  static final class Agreement {
    @Option(
        names = "--node",
        required = true,
        paramLabel = "URL",
        description = "Rule node-agreement: JSON-RPC address of an independent node.")
    private List<String> nodes;

    @Option(
        names = "--agreement",
        paramLabel = "K",
        description = "How many of the nodes must agree (default: all).")
    private int count;

    @Option(
        names = "--confirmations",
        paramLabel = "N",
        description =
            "How many blocks must follow the evidence's at the nodes (default: none, for chains"
                + " whose blocks are final).")
    private int confirmations;
  }

  @Command(
      name = "register",
      description = "Register a business chain of your institution.",
      footer = {
        "",
        "Example:",
        "  govchain subchain register evidence-chain --kind evm --chain-id 8601 \\",
        "      --service registry/subchain-proxy --node http://10.0.0.5:8545 --node"
            + " http://10.0.0.6:8545 --agreement 2"
      })
  static final class Register extends SigningCommand {
    @Parameters(paramLabel = "CODE", description = "Its code within your institution.")
    private String code;

    @Option(
        names = "--kind",
        defaultValue = "evm",
        description = "The adapter's kind (default: ${DEFAULT-VALUE}).")
    private String kind;

    @Option(names = "--chain-id", required = true, description = "Of the subchain.")
    private long chainId;

    @Option(
        names = "--service",
        required = true,
        paramLabel = "SERVICE",
        description = "Its subchain proxy, institution/code.")
    private String service;

    @ArgGroup(multiplicity = "1")
    private RuleOptions rule;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          GovernanceCalls.registerSubchain(code, kind, chainId, service, rule.anchors()),
          "subchain registered");
    }
  }

  @Command(
      name = "set-status",
      description = "Suspend, resume or retire a subchain.",
      footer = {"", "Example:", "  govchain subchain set-status registry/evidence-chain suspended"})
  static final class SetStatus extends SetStatusCommand {
    @Parameters(index = "0", paramLabel = "SUBCHAIN", description = "institution/code")
    private String path;

    SetStatus() {
      super("subchain");
    }

    @Override
    Call call(Subchain.Status status) {
      return GovernanceCalls.setSubchainStatus(path, status);
    }
  }

  @Command(
      name = "list",
      description = "List all subchains.",
      footer = {"", "Example:", "  govchain subchain list"})
  static final class ListSubchains extends ChainCommand.Reading {
    @Override
    void run(Output out, GovernanceChain chain) {
      LISTING.print(out, chain.subchains());
    }
  }

  @Command(
      name = "show",
      description = "Show one subchain with its verification rule and trust anchors.",
      footer = {"", "Example:", "  govchain subchain show registry/evidence-chain"})
  static final class Show extends ChainCommand.Reading {
    @Parameters(paramLabel = "SUBCHAIN", description = "institution/code")
    private String path;

    @Override
    void run(Output out, GovernanceChain chain) {
      out.record(
          chain.subchain(path).orElseThrow(() -> CommandFailure.notFound("subchain", path)),
          () -> Names.of(chain));
    }
  }

  @Command(
      name = "offer",
      description =
          "Offer a subchain with everything on it to an institution; without one, take the offer back.",
      footer = {"", "Example:", "  govchain subchain offer registry/evidence-chain notary"})
  static final class Offer extends SigningCommand {
    @Parameters(index = "0", paramLabel = "SUBCHAIN", description = "institution/code")
    private String path;

    @Parameters(
        index = "1",
        paramLabel = "INSTITUTION",
        arity = "0..1",
        description = "Code of the one that may take it over.")
    private Optional<String> institution = Optional.empty();

    @Override
    void run(Output out, Signing signing) {
      signing.send(out, GovernanceCalls.offerSubchain(path, institution), "subchain offered");
    }
  }

  @Command(
      name = "accept",
      description = "Take an offered subchain over; a proxy of yours speaks for it from now on.",
      footer = {
        "",
        "Example:",
        "  govchain subchain accept registry/evidence-chain --service notary/subchain-proxy"
      })
  static final class Accept extends SigningCommand {
    @Parameters(index = "0", paramLabel = "SUBCHAIN", description = "institution/code")
    private String path;

    @Option(
        names = "--service",
        required = true,
        paramLabel = "SERVICE",
        description = "Your subchain proxy, institution/code.")
    private String service;

    @Override
    void run(Output out, Signing signing) {
      signing.send(out, GovernanceCalls.acceptSubchain(path, service), "subchain taken over");
    }
  }

  @Command(
      name = "anchor",
      description =
          "Change the rule and anchors for evidence from now on; older evidence keeps those of its time.",
      footer = {
        "",
        "Example:",
        "  govchain subchain anchor registry/evidence-chain --validator 0x5c1e... --validator 0x77ab..."
      })
  static final class Anchor extends SigningCommand {
    @Parameters(index = "0", paramLabel = "SUBCHAIN", description = "institution/code")
    private String path;

    @ArgGroup(multiplicity = "1")
    private RuleOptions rule;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out, GovernanceCalls.updateTrustAnchors(path, rule.anchors()), "trust anchors changed");
    }
  }

  @Command(
      name = "history",
      description = "List all rules and trust anchors, oldest first.",
      footer = {"", "Example:", "  govchain subchain history registry/evidence-chain"})
  static final class History extends ChainCommand.Reading {
    @Parameters(index = "0", paramLabel = "SUBCHAIN", description = "institution/code")
    private String path;

    @Override
    void run(Output out, GovernanceChain chain) {
      if (chain.subchain(path).isEmpty()) {
        throw CommandFailure.notFound("subchain", path);
      }
      new Listing<Subchain.Anchored>(
              "trust anchors",
              Listing.column("SINCE", each -> Instant.ofEpochSecond(each.since()).toString()),
              Listing.column("RULE", each -> each.trustAnchors().rule().word()),
              Listing.column("ANCHORS", each -> each.trustAnchors().toString()))
          .print(out, chain.trustAnchorVersions(path));
    }
  }
}
