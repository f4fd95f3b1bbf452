package io.govchain.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.cli.layout.LayoutChanges;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernedContract;
import io.govchain.governance.Proposal;
import io.govchain.governance.ProposedCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens the work order for an upgrade, unless the new code would misread what is stored. */
@Command(
    name = "upgrade",
    description = {
      "Open a work order that upgrades a governance contract.",
      "Refused where the new code would misread what the deployed one has stored: its storage layout"
          + " must only append. Layouts are printed by: node contracts/scripts/layout.js print NAME"
    },
    footer = {
      "",
      "Example:",
      "  govchain contract upgrade Pipelines --implementation 0x5fbd... --layout pipelines-2.json \\",
      "      --description 'limits per day'"
    })
final class UpgradeCommand extends SigningCommand {
  @Parameters(paramLabel = "NAME", description = "Governance contract, such as Pipelines.")
  private String name;

  @Option(
      names = "--implementation",
      required = true,
      paramLabel = "ADDRESS",
      description = "Where the new code is deployed.")
  private String implementation;

  @Option(
      names = "--data",
      defaultValue = "0x",
      paramLabel = "HEX",
      description = "A call to make on the new code (default: none).")
  private String data;

  @Option(names = "--description", required = true, description = "Shown to those who vote.")
  private String description;

  @Option(names = "--layout", paramLabel = "FILE", description = "Storage layout of the new code.")
  private Optional<Path> layout = Optional.empty();

  @Option(
      names = "--deployed-layout",
      paramLabel = "FILE",
      description =
          "Storage layout of the deployed code (default: that of the genesis file; required once"
              + " the contract was upgraded).")
  private Optional<Path> deployedLayout = Optional.empty();

  @Option(
      names = "--any-layout",
      description = "Propose it whatever the layouts are: the voters are told so.")
  private boolean anyLayout;

  @Override
  void run(Output out, Signing signing) {
    GovernedContract deployed =
        signing
            .chain()
            .governedContract(name)
            .orElseThrow(() -> CommandFailure.notFound("governance contract", name));
    String told = anyLayout ? description + " (storage layout not checked)" : description;
    if (!anyLayout) {
      requireCompatible(out, deployed);
    }
    ProposedCall call = GovernanceActions.upgradeGovernedContract(name, implementation, data);
    OpenWorkOrderCommand.open(out, signing, new Proposal(List.of(call), told));
  }

  private void requireCompatible(Output out, GovernedContract deployed) {
    Path file =
        layout.orElseThrow(
            () ->
                CommandFailure.usage(
                    "expected --layout with the storage layout of the new code, or --any-layout;"
                        + " actual neither"));
    LayoutChanges changes = LayoutChanges.between(before(deployed), LayoutFile.read(file));
    if (!changes.compatible()) {
      throw CommandFailure.refused(
          "layout-incompatible",
          "storage layout of %s: expected one that only appends, actual:%n%s"
              .formatted(name, changes.text()));
    }
    out.say(changes.text());
  }

  private JsonNode before(GovernedContract deployed) {
    if (deployedLayout.isPresent()) {
      return LayoutFile.read(deployedLayout.get());
    }
    if (deployed.version() != 1) {
      throw CommandFailure.usage(
          "%s has version %d: expected --deployed-layout with the layout of that version, actual"
                  .formatted(name, deployed.version())
              + " none");
    }
    return LayoutFile.ofGenesis(name);
  }
}
