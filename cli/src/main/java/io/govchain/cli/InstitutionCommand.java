package io.govchain.cli;

import io.govchain.evm.Receipt;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.GovernanceEvents;
import io.govchain.governance.Institution;
import io.govchain.governance.MembershipApplication;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Members and those who apply. */
@Command(
    name = "institution",
    description = "Members of the governance chain and those who apply.",
    subcommands = {
      InstitutionCommand.Apply.class,
      InstitutionCommand.Applications.class,
      InstitutionCommand.WithdrawApplication.class,
      MembershipReviewCommands.Review.class,
      MembershipReviewCommands.Reviews.class,
      MembershipReviewCommands.RecordRejection.class,
      InstitutionCommand.ListInstitutions.class,
      InstitutionCommand.Show.class,
      MembershipReviewCommands.History.class
    })
final class InstitutionCommand extends NounCommand {
  private static final Listing<Institution> INSTITUTIONS =
      new Listing<>(
          "institutions",
          Listing.column("INSTITUTION", Institution::code),
          Listing.column("NAME", Institution::name),
          Listing.column("CATEGORY", institution -> institution.category().word()),
          Listing.column("STATUS", institution -> institution.status().word()),
          Listing.column("DID", Institution::did));

  private static final Listing<MembershipApplication> APPLICATIONS =
      new Listing<>(
          "membership applications",
          Listing.column("APPLICATION", MembershipApplication::id),
          Listing.column("INSTITUTION", MembershipApplication::code),
          Listing.column("NAME", MembershipApplication::name),
          Listing.column("CATEGORY", application -> application.category().word()),
          Listing.column("STATUS", application -> application.status().word()));

  @Command(
      name = "apply",
      description = {
        "Apply for membership. The signing key becomes the institution's contact.",
        "A member's governor then opens a work order (work-order open --admit) for the vote."
      },
      footer = {
        "",
        "Example:",
        "  govchain institution apply registry --name 'City Land Registry' --category governance \\",
        "      --document licence.pdf --attributes '{\"business\":\"land titles\"}'"
      })
  static final class Apply extends SigningCommand {
    @Parameters(paramLabel = "CODE", description = "Short unique code: a-z, 0-9 and '-'.")
    private String code;

    @Option(names = "--name", required = true, description = "What people call it.")
    private String name;

    @Option(
        names = "--category",
        required = true,
        converter = Words.Categories.class,
        completionCandidates = Words.Categories.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    private Institution.Category category;

    @Option(
        names = "--document",
        required = true,
        paramLabel = "FILE",
        description = "Identity document; only its SHA-256 goes on the chain.")
    private Path document;

    @Option(
        names = "--attributes",
        defaultValue = "{}",
        paramLabel = "JSON",
        description = "Business attributes, public.")
    private String attributes;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          GovernanceCalls.applyForMembership(
              code, name, category, Digests.ofFile(document), attributes),
          receipt -> applied(receipt));
    }

    private static Signing.Done applied(Receipt receipt) {
      String application =
          receipt.logs().stream()
              .flatMap(log -> GovernanceEvents.decode(log).stream())
              .filter(GovernanceEvent.MembershipApplied.class::isInstance)
              .map(GovernanceEvent.MembershipApplied.class::cast)
              .findFirst()
              .orElseThrow()
              .application();
      return new Signing.Done(
          "application for membership received: " + application,
          Map.of("application", application));
    }
  }

  @Command(
      name = "applications",
      description = "List applications for membership.",
      footer = {"", "Example:", "  govchain institution applications"})
  static final class Applications extends ChainCommand.Reading {
    @Override
    void run(Output out, GovernanceChain chain) {
      APPLICATIONS.print(out, chain.membershipApplications());
    }
  }

  @Command(
      name = "withdraw-application",
      description = "Take an application for membership back.",
      footer = {"", "Example:", "  govchain institution withdraw-application 0x9f3c..."})
  static final class WithdrawApplication extends SigningCommand {
    @Parameters(
        paramLabel = "APPLICATION",
        description = "Identifier of the application for membership.")
    private String id;

    @Override
    void run(Output out, Signing signing) {
      signing.send(out, GovernanceCalls.withdrawApplication(id), "application withdrawn");
    }
  }

  @Command(
      name = "list",
      description = "List all institutions.",
      footer = {"", "Example:", "  govchain institution list"})
  static final class ListInstitutions extends ChainCommand.Reading {
    @Override
    void run(Output out, GovernanceChain chain) {
      INSTITUTIONS.print(out, chain.institutions());
    }
  }

  @Command(
      name = "show",
      description = "Show one institution.",
      footer = {"", "Example:", "  govchain institution show registry"})
  static final class Show extends ChainCommand.Reading {
    @Parameters(paramLabel = "INSTITUTION", description = "its code")
    private String code;

    @Override
    void run(Output out, GovernanceChain chain) {
      out.record(
          chain.institution(code).orElseThrow(() -> CommandFailure.notFound("institution", code)));
    }
  }
}
