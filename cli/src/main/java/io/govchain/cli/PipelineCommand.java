package io.govchain.cli;

import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Paths;
import io.govchain.governance.Pipeline;
import io.govchain.governance.PipelineSide;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Agreements of two institutions on what may be called. */
@Command(
    name = "pipeline",
    description = "Agreements of two institutions on what may be called between their chains.",
    subcommands = {
      PipelineCommand.Request.class,
      PipelineCommand.Authorise.class,
      PipelineCommand.Suspend.class,
      PipelineCommand.Resume.class,
      PipelineCommand.Close.class,
      PipelineVersionCommands.Amend.class,
      PipelineVersionCommands.Accept.class,
      PipelineVersionCommands.Refresh.class,
      PipelineCommand.ListPipelines.class,
      PipelineVersionCommands.Show.class,
      PipelineVersionCommands.History.class
    })
final class PipelineCommand extends NounCommand {
  private static final Listing<Pipeline> LISTING =
      new Listing<>(
          "pipelines",
          Listing.column("PIPELINE", Pipeline::path),
          Listing.column("NUMBER", pipeline -> Long.toString(pipeline.number())),
          Listing.column("STATUS", pipeline -> pipeline.status().word()),
          Listing.column("DATA", pipeline -> pipeline.terms().dataClass().word()),
          Listing.column("CONSTRAINT", Pipeline::constraintHash));

  @Command(
      name = "request",
      description = "Request a pipeline from your side; the other institution authorises it.",
      footer = {
        "",
        "Example:",
        "  govchain pipeline request evidence-sharing \\",
        "      --application registry/notary-app --source-contract registry/evidence \\",
        "      --source-service registry/crosschain-proxy --target-contract court/evidence \\",
        "      --target-service court/crosschain-proxy --valid-days 365",
        "  ... --data-class important --calls-per-window 1000 --window 3600"
      })
  static final class Request extends SigningCommand {
    @Parameters(paramLabel = "CODE", description = "Its code within your institution.")
    private String code;

    @Option(names = "--application", required = true, description = "Who may call.")
    private String application;

    @Option(
        names = "--source-contract",
        required = true,
        paramLabel = "CONTRACT",
        description = "institution/code at your end.")
    private String sourceContract;

    @Option(
        names = "--source-service",
        required = true,
        paramLabel = "CROSSCHAIN-PROXY",
        description = "institution/code at your end.")
    private String sourceService;

    @Option(
        names = "--source-function",
        paramLabel = "SIGNATURE",
        description = "Repeatable; default: every function of the contract.")
    private List<String> sourceFunctions = List.of();

    @Option(
        names = "--target-contract",
        required = true,
        paramLabel = "CONTRACT",
        description = "institution/code at the other end.")
    private String targetContract;

    @Option(
        names = "--target-service",
        required = true,
        paramLabel = "CROSSCHAIN-PROXY",
        description = "institution/code at the other end.")
    private String targetService;

    @Option(names = "--target-function", paramLabel = "SIGNATURE", description = "Repeatable.")
    private List<String> targetFunctions = List.of();

    @Mixin private TermsOptions terms;

    @Override
    void run(Output out, Signing signing) {
      GovernanceChain chain = signing.chain();
      signing.send(
          out,
          GovernanceCalls.requestPipeline(
              code,
              side(chain, sourceContract, sourceService, Optional.of(application), sourceFunctions),
              side(chain, targetContract, targetService, Optional.empty(), targetFunctions),
              terms.terms(chain.blockTime())),
          "pipeline requested; the institution of %s can authorise it".formatted(targetService));
    }
  }

  /**
   * An end.
   *
   * @param functions none for every function of the contract
   */
  static PipelineSide side(
      GovernanceChain chain,
      String contract,
      String service,
      Optional<String> application,
      List<String> functions) {
    var registered =
        chain
            .businessContract(contract)
            .orElseThrow(() -> CommandFailure.notFound("contract", contract));
    List<String> allowed =
        functions.isEmpty()
            ? registered.functions().stream().map(function -> function.id()).toList()
            : functions.stream().map(Paths::id).toList();
    return new PipelineSide(
        registered.institution(),
        registered.subchain(),
        Paths.id(service),
        application.map(Paths::id),
        registered.id(),
        allowed);
  }

  static Pipeline find(GovernanceChain chain, String path) {
    return chain.pipeline(path).orElseThrow(() -> CommandFailure.notFound("pipeline", path));
  }

  /** A verb on one pipeline. */
  abstract static class OnOne extends SigningCommand {
    @Parameters(paramLabel = "PIPELINE", description = "institution/code")
    private String path;

    final String path() {
      return path;
    }
  }

  @Command(
      name = "authorise",
      description = {
        "Authorise a pipeline that another institution requested to yours.",
        "With --constraint nothing is agreed to but what 'pipeline show' told beside it."
      },
      footer = {
        "",
        "Example:",
        "  govchain pipeline show registry/evidence-sharing     # tells constraintOffered",
        "  govchain pipeline authorise registry/evidence-sharing --constraint 0x7be3..."
      })
  static final class Authorise extends OnOne {
    @Mixin private Agreement agreement;

    @Override
    void run(Output out, Signing signing) {
      String constraint = agreement.constraint(signing.chain(), path());
      signing.send(
          out,
          GovernanceCalls.authorisePipeline(path(), constraint),
          "pipeline active under the constraint " + constraint);
    }
  }

  /** What whoever says yes says yes to. */
  static final class Agreement {
    private static final String NOTHING = "0x" + "0".repeat(64);

    @Option(
        names = "--constraint",
        paramLabel = "HASH",
        description = {
          "constraintOffered of 'pipeline show', whose ends and terms you reviewed.",
          "Default: of what the node tells now, which nobody has seen."
        })
    private Optional<String> reviewed = Optional.empty();

    String constraint(GovernanceChain chain, String path) {
      if (reviewed.isPresent() && !reviewed.get().matches("0x[0-9a-f]{64}")) {
        throw CommandFailure.usage(
            "--constraint: expected 0x and 64 lower-case hex digits, actual " + reviewed.get());
      }
      // Where nothing is offered the chain says why.
      return reviewed
          .or(() -> chain.offered(path).map(version -> version.constraintOn(chain.chainId())))
          .orElse(NOTHING);
    }
  }

  @Command(
      name = "suspend",
      description = "Suspend a pipeline of yours; running transactions still end.",
      footer = {"", "Example:", "  govchain pipeline suspend registry/evidence-sharing"})
  static final class Suspend extends OnOne {
    @Override
    void run(Output out, Signing signing) {
      signing.send(out, GovernanceCalls.suspendPipeline(path()), "pipeline suspended");
    }
  }

  @Command(
      name = "resume",
      description = "Resume a pipeline that your institution suspended.",
      footer = {"", "Example:", "  govchain pipeline resume registry/evidence-sharing"})
  static final class Resume extends OnOne {
    @Override
    void run(Output out, Signing signing) {
      signing.send(out, GovernanceCalls.resumePipeline(path()), "pipeline active");
    }
  }

  @Command(
      name = "close",
      description = "Close a pipeline for ever.",
      footer = {"", "Example:", "  govchain pipeline close registry/evidence-sharing"})
  static final class Close extends OnOne {
    @Override
    void run(Output out, Signing signing) {
      signing.send(out, GovernanceCalls.closePipeline(path()), "pipeline closed");
    }
  }

  @Command(
      name = "list",
      description = "List all pipelines.",
      footer = {"", "Example:", "  govchain pipeline list"})
  static final class ListPipelines extends ChainCommand.Reading {
    @Override
    void run(Output out, GovernanceChain chain) {
      LISTING.print(out, chain.pipelines());
    }
  }
}
