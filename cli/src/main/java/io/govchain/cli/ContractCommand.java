package io.govchain.cli;

import io.govchain.evm.send.Call;
import io.govchain.governance.BusinessContract;
import io.govchain.governance.ContractFunction;
import io.govchain.governance.DataClass;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Paths;
import io.govchain.governance.Subchain;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Business contracts on subchains. */
@Command(
    name = "contract",
    description = {
      "Business contracts on subchains: which functions, and what undoes them.",
      "Governance contracts: directory, versions, deploy, construct, compare-layouts, upgrade."
    },
    subcommands = {
      ContractCommand.Register.class,
      ContractCommand.SetStatus.class,
      ContractCommand.ListContracts.class,
      ContractCommand.Show.class,
      ContractCommand.Classify.class,
      GovernedContractCommands.Directory.class,
      GovernedContractCommands.Versions.class,
      GovernedContractCommands.Deploy.class,
      GovernedContractCommands.Construct.class,
      GovernedContractCommands.CompareLayouts.class,
      UpgradeCommand.class
    })
final class ContractCommand extends NounCommand {
  private static final Listing<BusinessContract> LISTING =
      new Listing<>(
          "contracts",
          Listing.column("CONTRACT", BusinessContract::path),
          Listing.column("ADDRESS", BusinessContract::contractAddress),
          Listing.column("FUNCTIONS", contract -> Integer.toString(contract.functions().size())),
          Listing.column("STATUS", contract -> contract.status().word()));

  @Command(
      name = "register",
      description = {
        "Register a business contract and its functions.",
        "A function is written with its argument types and, for reads, its result types. A"
            + " compensator takes the same arguments as the write that it undoes."
      },
      footer = {
        "",
        "Example:",
        "  govchain contract register evidence --subchain registry/evidence-chain --address"
            + " 0x5fbd... \\",
        "      --write 'store(bytes32,string)=withdraw(bytes32,string)' \\",
        "      --read 'find(bytes32)(string,address,uint64,bool)'"
      })
  static final class Register extends SigningCommand {
    @Parameters(paramLabel = "CODE", description = "Its code within your institution.")
    private String code;

    @Option(
        names = "--subchain",
        required = true,
        paramLabel = "SUBCHAIN",
        description = "institution/code of the subchain on which it is.")
    private String subchain;

    @Option(names = "--address", required = true, description = "Its address on the subchain.")
    private String address;

    @Option(
        names = "--write",
        paramLabel = "SIGNATURE[=COMPENSATOR]",
        description = "A writing function and the function that compensates it. Repeatable.")
    private List<String> writes = List.of();

    @Option(
        names = "--read",
        paramLabel = "SIGNATURE",
        description = "A reading function with its results. Repeatable.")
    private List<String> reads = List.of();

    @Override
    void run(Output out, Signing signing) {
      List<ContractFunction> functions =
          Stream.concat(
                  reads.stream()
                      .map(
                          signature ->
                              new ContractFunction(
                                  signature, ContractFunction.Kind.READ, Optional.empty())),
                  writes.stream().flatMap(Register::write))
              .distinct()
              .toList();
      signing.send(
          out,
          GovernanceCalls.registerContract(code, subchain, address, functions),
          "contract registered");
    }

    /** A write and, where it names one, its compensator as a function of its own. */
    private static Stream<ContractFunction> write(String text) {
      String[] parts = text.split("=", 2);
      Optional<String> compensator =
          parts.length == 2 ? Optional.of(parts[1].strip()) : Optional.empty();
      Stream<ContractFunction> function =
          Stream.of(
              new ContractFunction(
                  parts[0].strip(), ContractFunction.Kind.WRITE, compensator.map(Paths::id)));
      return Stream.concat(
          function,
          compensator.stream()
              .map(
                  signature ->
                      new ContractFunction(
                          signature, ContractFunction.Kind.WRITE, Optional.empty())));
    }
  }

  @Command(
      name = "set-status",
      description = "Suspend, resume or retire a business contract.",
      footer = {"", "Example:", "  govchain contract set-status registry/evidence suspended"})
  static final class SetStatus extends SetStatusCommand {
    @Parameters(index = "0", paramLabel = "CONTRACT", description = "institution/code")
    private String path;

    SetStatus() {
      super("contract");
    }

    @Override
    Call call(Subchain.Status status) {
      return GovernanceCalls.setContractStatus(path, status);
    }
  }

  @Command(
      name = "list",
      description = "List all business contracts.",
      footer = {"", "Example:", "  govchain contract list"})
  static final class ListContracts extends ChainCommand.Reading {
    @Override
    void run(Output out, GovernanceChain chain) {
      LISTING.print(out, chain.businessContracts());
    }
  }

  @Command(
      name = "show",
      description = "Show one business contract with its functions.",
      footer = {"", "Example:", "  govchain contract show registry/evidence"})
  static final class Show extends ChainCommand.Reading {
    @Parameters(paramLabel = "CONTRACT", description = "institution/code")
    private String path;

    @Override
    void run(Output out, GovernanceChain chain) {
      out.record(
          chain.businessContract(path).orElseThrow(() -> CommandFailure.notFound("contract", path)),
          () -> Names.of(chain));
    }
  }

  @Command(
      name = "classify",
      description =
          "Raise the class of the data that a business contract handles; lowering takes a work order.",
      footer = {"", "Example:", "  govchain contract classify registry/evidence core"})
  static final class Classify extends SigningCommand {
    @Parameters(index = "0", paramLabel = "CONTRACT", description = "institution/code")
    private String path;

    @Parameters(
        index = "1",
        paramLabel = "CLASS",
        converter = Words.DataClasses.class,
        completionCandidates = Words.DataClasses.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    private DataClass dataClass;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out, GovernanceCalls.classifyContract(path, dataClass), "class " + dataClass.word());
    }
  }
}
