package io.govchain.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.govchain.governance.CreditScore;
import io.govchain.governance.Credits;
import io.govchain.governance.GovernanceChain;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What institutions' cross-chain transactions have come to. */
@Command(
    name = "credit",
    description = "Credit scores: what an institution's cross-chain transactions have come to.",
    subcommands = {
      CreditCommand.ListScores.class,
      CreditCommand.Show.class,
      CreditCommand.ShowRules.class
    })
final class CreditCommand extends NounCommand {

  @Command(
      name = "list",
      description = "List the scores of all institutions.",
      footer = {"", "Example:", "  govchain credit list"})
  static final class ListScores extends ChainCommand.Reading {
    @Override
    void run(Output out, GovernanceChain chain) {
      Map<String, String> names = Names.institutions(chain);
      new Listing<CreditScore>(
              "scores",
              Listing.column(
                  "INSTITUTION",
                  score -> names.getOrDefault(score.institution(), score.institution())),
              Listing.column("SCORE", score -> Integer.toString(score.score())),
              Listing.column("RESTRICTED", score -> score.restricted() ? "yes" : "no"),
              Listing.column("CHANGED", score -> time(score.changedAt())))
          .print(out, chain.credits().scores());
    }

    private static String time(long seconds) {
      return seconds == 0 ? "" : Instant.ofEpochSecond(seconds).toString();
    }
  }

  /** A score, and what one counterparty did to it. */
  record Shown(@JsonUnwrapped CreditScore score, Optional<Dealings> with) {}

  /** What a counterparty has given and taken in the present window. */
  record Dealings(String counterparty, boolean affiliated, long gain, long loss) {}

  @Command(
      name = "show",
      description = "Show one institution's score, and what a counterparty changed of it.",
      footer = {
        "",
        "Example:",
        "  govchain credit show registry",
        "  govchain credit show registry --with court"
      })
  static final class Show extends ChainCommand.Reading {
    @Parameters(paramLabel = "INSTITUTION", description = "Its code.")
    private String institution;

    @Option(
        names = "--with",
        paramLabel = "INSTITUTION",
        description = "Also what this one has given and taken in the present window.")
    private Optional<String> counterparty = Optional.empty();

    @Override
    void run(Output out, GovernanceChain chain) {
      String id = id(chain, institution);
      Credits credits = chain.credits();
      out.record(
          new Shown(
              credits.score(id),
              counterparty.map(other -> dealings(credits, id, id(chain, other)))),
          () -> Names.institutions(chain));
    }

    private static Dealings dealings(Credits credits, String id, String other) {
      Credits.Window window = credits.window(id, other);
      return new Dealings(other, credits.affiliated(id, other), window.gain(), window.loss());
    }

    private static String id(GovernanceChain chain, String codeOrId) {
      return chain
          .institution(codeOrId)
          .orElseThrow(() -> CommandFailure.notFound("institution", codeOrId))
          .id();
    }
  }

  @Command(
      name = "rules",
      description = "Show how outcomes of transactions move scores.",
      footer = {"", "Example:", "  govchain credit rules"})
  static final class ShowRules extends ChainCommand.Reading {
    @Override
    void run(Output out, GovernanceChain chain) {
      out.record(chain.credits().rules());
    }
  }
}
