package io.govchain.cli;

import io.govchain.cli.layout.LayoutChanges;
import io.govchain.evm.encoding.Keccak;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.GovernedContract;
import io.govchain.governance.Proposal;
import io.govchain.governance.ProposedCall;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs of {@code contract} that concern governance contracts. */
final class GovernedContractCommands {
  private GovernedContractCommands() {}

  @Command(
      name = "directory",
      description = "List the governance contracts.",
      footer = {"", "Example:", "  govchain contract directory"})
  static final class Directory extends ChainCommand.Reading {

    @Override
    void run(Output out, GovernanceChain chain) {
      new Listing<GovernedContract>(
              "governance contracts",
              Listing.column("NAME", GovernedContract::name),
              Listing.column("LOCATION", GovernedContract::location),
              Listing.column("IMPLEMENTATION", GovernedContract::implementation),
              Listing.column("VERSION", each -> Integer.toString(each.version())),
              Listing.column("STATUS", each -> each.status().word()))
          .print(out, chain.governedContracts());
    }
  }

  @Command(
      name = "versions",
      description = "List every implementation that a governance contract ever had, oldest first.",
      footer = {"", "Example:", "  govchain contract versions Pipelines"})
  static final class Versions extends ChainCommand.Reading {
    @Parameters(paramLabel = "NAME", description = "Governance contract, such as Pipelines.")
    private String name;

    @Override
    void run(Output out, GovernanceChain chain) {
      if (chain.governedContract(name).isEmpty()) {
        throw CommandFailure.notFound("governance contract", name);
      }
      new Listing<GovernedContract.Version>(
              "versions",
              Listing.column("SINCE", each -> Instant.ofEpochSecond(each.since()).toString()),
              Listing.column("IMPLEMENTATION", GovernedContract.Version::implementation),
              Listing.column("CODE HASH", GovernedContract.Version::codeHash))
          .print(out, chain.governedContractVersions(name));
    }
  }

  @Command(
      name = "deploy",
      description =
          "Open a work order for a new governance contract, voted on by the hash of its creation code.",
      footer = {
        "",
        "Example:",
        "  govchain contract deploy Register2 --code register2.hex --description 'a register of deeds'"
      })
  static final class Deploy extends SigningCommand {
    @Parameters(paramLabel = "NAME", description = "Governance contract, such as Pipelines.")
    private String name;

    @Option(
        names = "--code",
        required = true,
        paramLabel = "FILE",
        description = "Its creation code as hex, constructor arguments included.")
    private Path code;

    @Option(
        names = "--data",
        paramLabel = "HEX",
        defaultValue = "0x",
        description = "The call that initialises it (default: none).")
    private String data;

    @Option(names = "--description", required = true, description = "Shown to those who vote.")
    private String description;

    @Override
    void run(Output out, Signing signing) {
      ProposedCall call =
          GovernanceActions.deployGovernedContract(name, Keccak.ofHex(CodeFile.read(code)), data);
      OpenWorkOrderCommand.open(out, signing, new Proposal(List.of(call), description));
    }
  }

  @Command(
      name = "construct",
      description =
          "Deploy a governance contract that was decided on; anybody who has its code may.",
      footer = {"", "Example:", "  govchain contract construct Register2 --code register2.hex"})
  static final class Construct extends SigningCommand {
    @Parameters(paramLabel = "NAME", description = "Governance contract, such as Pipelines.")
    private String name;

    @Option(
        names = "--code",
        required = true,
        paramLabel = "FILE",
        description = "Its creation code as hex, as voted on.")
    private Path code;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          GovernanceCalls.constructGovernedContract(name, CodeFile.read(code)),
          receipt ->
              new Signing.Done(
                  signing
                      .chain()
                      .governedContract(name)
                      .map(each -> name + " is at " + each.location())
                      .orElse(name + " was constructed")));
    }
  }

  @Command(
      name = "compare-layouts",
      description = {
        "Say whether contracts with the second storage layout may follow those with the first.",
        "Layouts are as printed by: node contracts/scripts/layout.js print NAME"
      },
      footer = {"", "Example:", "  govchain contract compare-layouts before.json after.json"})
  static final class CompareLayouts extends GovchainCommand {
    @Parameters(
        index = "0",
        paramLabel = "BEFORE",
        description = "Storage layout of the present code.")
    private Path before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "Storage layout of the new code.")
    private Path after;

    @Override
    void run(Output out) {
      LayoutChanges changes =
          LayoutChanges.between(LayoutFile.read(before), LayoutFile.read(after));
      out.result(changes, changes.text());
      if (!changes.compatible()) {
        throw CommandFailure.refused(
            "layout-incompatible",
            "storage layout: expected one that only appends, actual %d breaking changes"
                .formatted(changes.breaking().size()));
      }
    }
  }
}
