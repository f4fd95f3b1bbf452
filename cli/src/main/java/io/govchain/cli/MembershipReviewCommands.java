package io.govchain.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.MemberCalls;
import io.govchain.governance.MembershipReview;
import io.govchain.governance.Standing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verbs of {@code institution} about what is said of applicants and kept of members. */
final class MembershipReviewCommands {
  private MembershipReviewCommands() {}

  private static Listing<MembershipReview> listing(Map<String, String> names) {
    return new Listing<>(
        "reviews",
        Listing.column("INSTITUTION", review -> names.get(review.institution())),
        Listing.column("RECOMMENDATION", review -> review.recommendation().word()),
        Listing.column("REPORT", MembershipReview::reportDigest),
        Listing.column("TIME", review -> Instant.ofEpochSecond(review.reviewedAt()).toString()),
        Listing.column("REVIEWER", MembershipReview::reviewer));
  }

  @Command(
      name = "review",
      description = {
        "Put a recommendation on an application on record, for those who vote.",
        "By a governor or operator of a genesis institution."
      },
      footer = {
        "",
        "Example:",
        "  govchain institution review 0x9f3c... admit --report report.pdf"
      })
  static final class Review extends SigningCommand {
    @Parameters(
        index = "0",
        paramLabel = "APPLICATION",
        description = "Identifier of the application for membership.")
    private String application;

    @Parameters(
        index = "1",
        paramLabel = "RECOMMENDATION",
        converter = Words.Recommendations.class,
        completionCandidates = Words.Recommendations.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    private MembershipReview.Recommendation recommendation;

    @Option(
        names = "--report",
        required = true,
        paramLabel = "FILE",
        description = "Your report; only its SHA-256 goes on the chain.")
    private Path report;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          MemberCalls.review(application, recommendation, Digests.ofFile(report)),
          "review on record: " + recommendation.word());
    }
  }

  @Command(
      name = "reviews",
      description = "List what genesis institutions put on record about an application.",
      footer = {"", "Example:", "  govchain institution reviews 0x9f3c..."})
  static final class Reviews extends ChainCommand.Reading {
    @Parameters(
        paramLabel = "APPLICATION",
        description = "Identifier of the application for membership.")
    private String application;

    @Override
    void run(Output out, GovernanceChain chain) {
      listing(Names.institutions(chain)).print(out, chain.members().reviews(application));
    }
  }

  @Command(
      name = "record-rejection",
      description = {
        "Mark an application as rejected, after the vote on its admission went against it.",
        "Anybody may; an order that merely ran out of time rejects nobody."
      },
      footer = {"", "Example:", "  govchain institution record-rejection 0x9f3c... 0x41d0..."})
  static final class RecordRejection extends SigningCommand {
    @Parameters(
        index = "0",
        paramLabel = "APPLICATION",
        description = "Identifier of the application for membership.")
    private String application;

    @Parameters(
        index = "1",
        paramLabel = "WORK-ORDER",
        description = "Identifier of the work order that admits it.")
    private String order;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          MemberCalls.recordRejection(
              application, WorkOrderCommand.proposal(signing.chain(), order)),
          "application rejected");
    }
  }

  @Command(
      name = "history",
      description = {
        "Show every status and category that an institution had, and since when.",
        "Without a code: of all institutions."
      },
      footer = {
        "",
        "Examples:",
        "  govchain institution history",
        "  govchain institution history registry"
      })
  static final class History extends ChainCommand.Reading {
    private static final Listing<Standing> LISTING =
        new Listing<>(
            "changes of status",
            Listing.column("SINCE", standing -> Instant.ofEpochSecond(standing.since()).toString()),
            Listing.column("STATUS", standing -> standing.status().word()),
            Listing.column("CATEGORY", standing -> standing.category().word()));

    private static final Listing<OfOne> ALL =
        new Listing<>(
            "changes of status",
            Listing.column(
                "SINCE", change -> Instant.ofEpochSecond(change.at().since()).toString()),
            Listing.column("INSTITUTION", OfOne::institution),
            Listing.column("STATUS", change -> change.at().status().word()),
            Listing.column("CATEGORY", change -> change.at().category().word()));

    /**
     * A change, where those of several institutions are told.
     *
     * @param institution its code
     */
    record OfOne(String institution, @JsonUnwrapped Standing at) {}

    @Parameters(
        arity = "0..1",
        paramLabel = "INSTITUTION",
        description = "Its code (default: all institutions).")
    private Optional<String> code = Optional.empty();

    @Override
    void run(Output out, GovernanceChain chain) {
      if (code.isPresent()) {
        LISTING.print(out, chain.members().standings(code.get()));
      } else {
        ALL.print(
            out,
            chain.institutions().stream()
                .flatMap(
                    one ->
                        chain.members().standings(one.id()).stream()
                            .map(standing -> new OfOne(one.code(), standing)))
                .sorted(Comparator.comparingLong(change -> change.at().since()))
                .toList());
      }
    }
  }
}
