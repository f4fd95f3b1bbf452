package io.govchain.cli;

import io.govchain.governance.Account;
import io.govchain.governance.Alliance;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.SharingCalls;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Groups of institutions and subchains. */
@Command(
    name = "alliance",
    description = "Alliances: institutions and subchains grouped for a scenario.",
    subcommands = {
      AllianceCommand.Found.class,
      AllianceCommand.Invite.class,
      AllianceCommand.Join.class,
      AllianceCommand.Withdraw.class,
      AllianceCommand.Leave.class,
      AllianceCommand.SetRole.class,
      AllianceCommand.OfferLead.class,
      AllianceCommand.AcceptLead.class,
      AllianceCommand.AddSubchain.class,
      AllianceCommand.RemoveSubchain.class,
      AllianceCommand.Support.class,
      AllianceCommand.OfferMerge.class,
      AllianceCommand.AcceptMerge.class,
      AllianceCommand.ListAlliances.class,
      AllianceCommand.Show.class
    })
final class AllianceCommand extends NounCommand {
  private static final Listing<Alliance> LISTING =
      new Listing<>(
          "alliances",
          Listing.column("ALLIANCE", Alliance::path),
          Listing.column("NAME", Alliance::name),
          Listing.column("SCENARIO", Alliance::scenario),
          Listing.column("MEMBERS", alliance -> Long.toString(alliance.members())),
          Listing.column("SUBCHAINS", alliance -> Long.toString(alliance.subchains())),
          Listing.column("STATUS", alliance -> alliance.status().word()));

  /** An alliance with what belongs to it. */
  record Whole(Alliance alliance, List<Alliance.Member> members, List<String> subchains) {}

  @Command(
      name = "found",
      description = "Found an alliance, which your institution leads.",
      footer = {
        "",
        "Example:",
        "  govchain alliance found land --name 'Land and tax' --scenario real-estate"
      })
  static final class Found extends SigningCommand {
    @Parameters(paramLabel = "CODE", description = "Its code within your institution.")
    private String code;

    @Option(names = "--name", required = true, description = "What people call it.")
    private String name;

    @Option(
        names = "--scenario",
        required = true,
        paramLabel = "CODE",
        description = "What it is for, as a code such as real-estate.")
    private String scenario;

    @Option(
        names = "--from",
        paramLabel = "ALLIANCE",
        description = "Split from this one, whose members may join uninvited.")
    private Optional<String> origin = Optional.empty();

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out, SharingCalls.foundAlliance(code, name, scenario, origin), "alliance founded");
    }
  }

  @Command(
      name = "invite",
      description = "Invite an institution, or approve its request.",
      footer = {"", "Example:", "  govchain alliance invite registry/land tax"})
  static final class Invite extends SigningCommand {
    @Parameters(index = "0", paramLabel = "ALLIANCE", description = "institution/code")
    private String alliance;

    @Parameters(index = "1", paramLabel = "INSTITUTION", description = "Its code.")
    private String institution;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out, SharingCalls.inviteToAlliance(alliance, institution), "institution invited");
    }
  }

  @Command(
      name = "join",
      description = "Accept an invitation, or ask to join.",
      footer = {"", "Example:", "  govchain alliance join registry/land"})
  static final class Join extends SigningCommand {
    @Parameters(index = "0", paramLabel = "ALLIANCE", description = "institution/code")
    private String alliance;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          SharingCalls.joinAlliance(alliance),
          receipt ->
              new Signing.Done(
                  signing.chain().allianceMembers(alliance).stream()
                          .anyMatch(member -> own(signing).equals(member.institution()))
                      ? "joined"
                      : "asked to join; a steward of the alliance approves with: alliance invite"));
    }

    private static String own(Signing signing) {
      return signing
          .chain()
          .account(signing.account().address())
          .map(Account::institution)
          .orElseThrow(() -> CommandFailure.notFound("account", signing.account().address()));
    }
  }

  @Command(
      name = "withdraw",
      description = "Take an invitation or request back, or decline it.",
      footer = {"", "Example:", "  govchain alliance withdraw registry/land tax"})
  static final class Withdraw extends SigningCommand {
    @Parameters(index = "0", paramLabel = "ALLIANCE", description = "institution/code")
    private String alliance;

    @Parameters(index = "1", paramLabel = "INSTITUTION", description = "Its code.")
    private String institution;

    @Override
    void run(Output out, Signing signing) {
      signing.send(out, SharingCalls.withdrawAllianceConsent(alliance, institution), "withdrawn");
    }
  }

  @Command(
      name = "leave",
      description = "Leave an alliance with your subchains. The lead hands over first.",
      footer = {"", "Example:", "  govchain alliance leave registry/land"})
  static final class Leave extends SigningCommand {
    @Parameters(index = "0", paramLabel = "ALLIANCE", description = "institution/code")
    private String alliance;

    @Override
    void run(Output out, Signing signing) {
      signing.send(out, SharingCalls.leaveAlliance(alliance), "left");
    }
  }

  @Command(
      name = "set-role",
      description = "Change what a member may do, as the lead.",
      footer = {"", "Example:", "  govchain alliance set-role registry/land tax steward"})
  static final class SetRole extends SigningCommand {
    @Parameters(index = "0", paramLabel = "ALLIANCE", description = "institution/code")
    private String alliance;

    @Parameters(index = "1", paramLabel = "INSTITUTION", description = "Its code.")
    private String institution;

    @Parameters(
        index = "2",
        paramLabel = "ROLE",
        converter = Words.AllianceRoles.class,
        completionCandidates = Words.AllianceRoles.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    private Alliance.Role role;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out, SharingCalls.setAllianceRole(alliance, institution, role), "role " + role.word());
    }
  }

  @Command(
      name = "offer-lead",
      description = "Offer the lead to a member; without one, take the offer back.",
      footer = {"", "Example:", "  govchain alliance offer-lead registry/land tax"})
  static final class OfferLead extends SigningCommand {
    @Parameters(index = "0", paramLabel = "ALLIANCE", description = "institution/code")
    private String alliance;

    @Parameters(index = "1", paramLabel = "INSTITUTION", arity = "0..1", description = "Its code.")
    private Optional<String> institution = Optional.empty();

    @Override
    void run(Output out, Signing signing) {
      signing.send(out, SharingCalls.offerAllianceLead(alliance, institution), "lead offered");
    }
  }

  @Command(
      name = "accept-lead",
      description = "Take the lead that your institution was offered.",
      footer = {"", "Example:", "  govchain alliance accept-lead registry/land"})
  static final class AcceptLead extends SigningCommand {
    @Parameters(index = "0", paramLabel = "ALLIANCE", description = "institution/code")
    private String alliance;

    @Override
    void run(Output out, Signing signing) {
      signing.send(out, SharingCalls.acceptAllianceLead(alliance), "lead taken");
    }
  }

  @Command(
      name = "add-subchain",
      description = "Add a subchain of your institution.",
      footer = {
        "",
        "Example:",
        "  govchain alliance add-subchain registry/land registry/evidence-chain"
      })
  static final class AddSubchain extends SigningCommand {
    @Parameters(index = "0", paramLabel = "ALLIANCE", description = "institution/code")
    private String alliance;

    @Parameters(index = "1", paramLabel = "SUBCHAIN", description = "institution/code")
    private String subchain;

    @Override
    void run(Output out, Signing signing) {
      signing.send(out, SharingCalls.addAllianceSubchain(alliance, subchain), "subchain added");
    }
  }

  @Command(
      name = "remove-subchain",
      description = "Remove a subchain, as its owner or a steward.",
      footer = {
        "",
        "Example:",
        "  govchain alliance remove-subchain registry/land registry/evidence-chain"
      })
  static final class RemoveSubchain extends SigningCommand {
    @Parameters(index = "0", paramLabel = "ALLIANCE", description = "institution/code")
    private String alliance;

    @Parameters(index = "1", paramLabel = "SUBCHAIN", description = "institution/code")
    private String subchain;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out, SharingCalls.removeAllianceSubchain(alliance, subchain), "subchain removed");
    }
  }

  @Command(
      name = "support",
      description = {
        "Support a motion: exclude a member, replace the lead by a member, or dissolve.",
        "More than half of the members with a vote carry it; support counts for 30 days."
      },
      footer = {"", "Example:", "  govchain alliance support registry/land exclude tax"})
  static final class Support extends SigningCommand {
    @Parameters(index = "0", paramLabel = "ALLIANCE", description = "institution/code")
    private String alliance;

    @Parameters(
        index = "1",
        paramLabel = "MOTION",
        converter = Words.AllianceMotions.class,
        completionCandidates = Words.AllianceMotions.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    private Alliance.Motion motion;

    @Parameters(index = "2", paramLabel = "INSTITUTION", arity = "0..1", description = "Its code.")
    private Optional<String> institution = Optional.empty();

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          SharingCalls.supportMotion(alliance, motion, institution),
          "motion supported: " + motion.word());
    }
  }

  @Command(
      name = "offer-merge",
      description = "Offer the whole alliance to another one; without one, take the offer back.",
      footer = {"", "Example:", "  govchain alliance offer-merge registry/land tax/deeds"})
  static final class OfferMerge extends SigningCommand {
    @Parameters(index = "0", paramLabel = "ALLIANCE", description = "institution/code")
    private String alliance;

    @Parameters(
        index = "1",
        paramLabel = "ALLIANCE",
        arity = "0..1",
        description = "institution/code")
    private Optional<String> into = Optional.empty();

    @Override
    void run(Output out, Signing signing) {
      signing.send(out, SharingCalls.offerAllianceMerge(alliance, into), "merge offered");
    }
  }

  @Command(
      name = "accept-merge",
      description = "Take an offered alliance in; its members may then join uninvited.",
      footer = {"", "Example:", "  govchain alliance accept-merge registry/land tax/deeds"})
  static final class AcceptMerge extends SigningCommand {
    @Parameters(index = "0", paramLabel = "ALLIANCE", description = "institution/code")
    private String alliance;

    @Parameters(
        index = "1",
        paramLabel = "INTO",
        description = "The alliance that your institution leads.")
    private String into;

    @Override
    void run(Output out, Signing signing) {
      signing.send(out, SharingCalls.acceptAllianceMerge(alliance, into), "merged");
    }
  }

  @Command(
      name = "list",
      description = "List all alliances.",
      footer = {"", "Example:", "  govchain alliance list"})
  static final class ListAlliances extends ChainCommand.Reading {

    @Override
    void run(Output out, GovernanceChain chain) {
      LISTING.print(out, chain.alliances());
    }
  }

  @Command(
      name = "show",
      description = "Show one alliance with its members and subchains.",
      footer = {"", "Example:", "  govchain alliance show registry/land"})
  static final class Show extends ChainCommand.Reading {
    @Parameters(paramLabel = "ALLIANCE", description = "institution/code")
    private String alliance;

    @Override
    void run(Output out, GovernanceChain chain) {
      Alliance found =
          chain.alliance(alliance).orElseThrow(() -> CommandFailure.notFound("alliance", alliance));
      out.record(
          new Whole(found, chain.allianceMembers(alliance), chain.allianceSubchains(alliance)),
          () -> Names.of(chain));
    }
  }
}
