package io.govchain.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.Paths;
import io.govchain.governance.Pipeline;
import io.govchain.governance.PipelineSide;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The versions of a pipeline: how one follows another, and what they are. */
final class PipelineVersionCommands {
  private PipelineVersionCommands() {}

  @Command(
      name = "amend",
      description = {
        "Propose other ends or terms; what no option names stays as it is.",
        "The other institution accepts. Transactions that run go on as they were agreed.",
        "Without any option: agree anew, after a subchain's trust anchors changed."
      },
      footer = {
        "",
        "Example:",
        "  govchain pipeline amend registry/evidence-sharing --calls-per-window 500 --window 3600"
      })
  static final class Amend extends PipelineCommand.OnOne {
    @Option(names = "--application", description = "Who may call.")
    private Optional<String> application = Optional.empty();

    @Option(
        names = "--source-contract",
        paramLabel = "CONTRACT",
        description = "institution/code at your end.")
    private Optional<String> sourceContract = Optional.empty();

    @Option(
        names = "--source-service",
        paramLabel = "CROSSCHAIN-PROXY",
        description = "institution/code at your end.")
    private Optional<String> sourceService = Optional.empty();

    @Option(
        names = "--source-function",
        paramLabel = "SIGNATURE",
        description = "Repeatable; replaces all of the side.")
    private List<String> sourceFunctions = List.of();

    @Option(
        names = "--target-contract",
        paramLabel = "CONTRACT",
        description = "institution/code at the other end.")
    private Optional<String> targetContract = Optional.empty();

    @Option(
        names = "--target-service",
        paramLabel = "CROSSCHAIN-PROXY",
        description = "institution/code at the other end.")
    private Optional<String> targetService = Optional.empty();

    @Option(
        names = "--target-function",
        paramLabel = "SIGNATURE",
        description = "Repeatable; replaces all of the side.")
    private List<String> targetFunctions = List.of();

    @Mixin private TermsOptions terms;

    @Override
    void run(Output out, Signing signing) {
      GovernanceChain chain = signing.chain();
      Pipeline present = PipelineCommand.find(chain, path());
      PipelineSide source =
          changed(
              chain, present.source(), sourceContract, sourceService, application, sourceFunctions);
      PipelineSide target =
          changed(
              chain,
              present.target(),
              targetContract,
              targetService,
              Optional.empty(),
              targetFunctions);
      signing.send(
          out,
          GovernanceCalls.amendPipeline(
              path(), source, target, terms.terms(chain.blockTime(), present.terms())),
          receipt -> proposed(chain));
    }

    private Signing.Done proposed(GovernanceChain chain) {
      long number = chain.pipelineAmendment(path()).orElse(0L);
      return new Signing.Done(
          "version %d proposed; the other institution accepts with: pipeline accept-amendment %s %d"
              .formatted(number, path(), number),
          Map.of("number", number));
    }

    private static PipelineSide changed(
        GovernanceChain chain,
        PipelineSide present,
        Optional<String> contract,
        Optional<String> service,
        Optional<String> application,
        List<String> functions) {
      List<String> kept = contract.isEmpty() ? present.functions() : List.of();
      return PipelineCommand.side(
          chain,
          contract.orElse(present.businessContract()),
          service.orElse(present.service()),
          application.map(Paths::id).or(present::application),
          functions.isEmpty() ? kept : functions);
    }
  }

  @Command(
      name = "accept-amendment",
      description = "Accept the version that the other institution proposed, by its number.",
      footer = {
        "",
        "Example:",
        "  govchain pipeline accept-amendment registry/evidence-sharing 4",
      })
  static final class Accept extends PipelineCommand.OnOne {
    @Parameters(
        index = "1",
        paramLabel = "NUMBER",
        description = "As pipeline show tells; what was proposed instead is not accepted.")
    private long number;

    @Mixin private PipelineCommand.Agreement agreement;

    @Override
    void run(Output out, Signing signing) {
      String constraint = agreement.constraint(signing.chain(), path());
      signing.send(
          out,
          GovernanceCalls.acceptAmendment(path(), number, constraint),
          "version %d is in force".formatted(number));
    }
  }

  @Command(
      name = "refresh",
      description = {
        "Have the chain remember that all that the pipeline leads through is in order; anybody may.",
        "Makes openings cheaper after something anywhere was suspended or frozen."
      },
      footer = {"", "Example:", "  govchain pipeline refresh registry/evidence-sharing"})
  static final class Refresh extends PipelineCommand.OnOne {
    @Override
    void run(Output out, Signing signing) {
      Pipeline present = PipelineCommand.find(signing.chain(), path());
      signing.send(
          out, GovernanceCalls.refreshPipeline(present.number()), "pipeline found in order");
    }
  }

  /**
   * A version with what the chain says of it now.
   *
   * @param opens whether transactions may be opened through it
   * @param trustHolds whether its subchains are still verified as it was agreed
   * @param callsLeft of the limit, in the present window
   * @param amendment proposed and not accepted yet, with what its subchains are verified by now
   * @param constraintOffered what agreeing on the request or the amendment as it is shown would fix
   */
  record Shown(
      @JsonUnwrapped Pipeline pipeline,
      boolean opens,
      boolean trustHolds,
      Optional<Long> callsLeft,
      Optional<Pipeline> amendment,
      Optional<String> constraintOffered) {}

  @Command(
      name = "show",
      description = "Show one pipeline: both sides, terms, trust, and what is proposed.",
      footer = {
        "",
        "Example:",
        "  govchain pipeline show registry/evidence-sharing",
        "  govchain pipeline show registry/evidence-sharing --number 3"
      })
  static final class Show extends ChainCommand.Reading {
    @Parameters(paramLabel = "PIPELINE", description = "institution/code")
    private String path;

    @Option(
        names = "--number",
        paramLabel = "NUMBER",
        description = "Another version, such as a transaction's step names.")
    private Optional<Long> number = Optional.empty();

    @Override
    void run(Output out, GovernanceChain chain) {
      Pipeline present = PipelineCommand.find(chain, path);
      Pipeline told = number.map(wanted -> version(chain, present, wanted)).orElse(present);
      // The constraint is that of a version as it stands here, and of nothing that is read again.
      Optional<Pipeline> offered = chain.offered(path);
      Pipeline shown = offered.filter(version -> version.number() == told.number()).orElse(told);
      out.record(
          new Shown(
              shown,
              chain.opens(shown.number()),
              chain.trustHolds(shown.number()),
              chain.callsLeft(shown.number()),
              offered.filter(version -> version.number() != told.number()),
              offered.map(version -> version.constraintOn(chain.chainId()))),
          () -> Names.of(chain));
    }

    private Pipeline version(GovernanceChain chain, Pipeline present, long wanted) {
      return chain
          .pipeline(wanted)
          .filter(found -> found.id().equals(present.id()))
          .orElseThrow(() -> CommandFailure.notFound("pipeline", path + " version " + wanted));
    }
  }

  @Command(
      name = "history",
      description = "List every change of status of every version, oldest first.",
      footer = {"", "Example:", "  govchain pipeline history registry/evidence-sharing"})
  static final class History extends ChainCommand.Reading {
    @Parameters(paramLabel = "PIPELINE", description = "institution/code")
    private String path;

    @Override
    void run(Output out, GovernanceChain chain) {
      PipelineCommand.find(chain, path);
      new Listing<Pipeline.Change>(
              "changes",
              Listing.column("TIME", change -> Instant.ofEpochSecond(change.time()).toString()),
              Listing.column("NUMBER", change -> Long.toString(change.number())),
              Listing.column("STATUS", change -> change.status().word()),
              Listing.column("BY", Pipeline.Change::by))
          .print(out, chain.pipelineHistory(path));
    }
  }
}
