package io.govchain.cli;

import io.govchain.governance.DataSet;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.SharingCalls;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The ledger of shared data. */
@Command(
    name = "data",
    description = "Shared data: what it is, who may use it, and every use.",
    subcommands = {
      DataCommand.Register.class,
      DataCommand.Describe.class,
      DataCommand.Raise.class,
      DataCommand.SetStatus.class,
      DataCommand.Grant.class,
      DataCommand.Revoke.class,
      DataCommand.Use.class,
      DataCommand.ListData.class,
      DataCommand.Show.class,
      DataCommand.Uses.class,
      DataCommand.Totals.class
    })
final class DataCommand extends NounCommand {
  private static final Listing<DataSet> LISTING =
      new Listing<>(
          "data sets",
          Listing.column("DATA SET", DataSet::path),
          Listing.column("NAME", dataSet -> dataSet.description().name()),
          Listing.column("KIND", dataSet -> dataSet.description().kind()),
          Listing.column("SENSITIVITY", dataSet -> dataSet.sensitivity().word()),
          Listing.column("GRANTS", dataSet -> Long.toString(dataSet.grants())),
          Listing.column("USES", dataSet -> Long.toString(dataSet.uses())),
          Listing.column("STATUS", dataSet -> dataSet.status().word()));

  /** A data set with everybody who was ever granted its use. */
  record Whole(DataSet dataSet, List<DataSet.Grant> grants) {}

  /** What its owner says of a data set. */
  static final class Described {
    @Option(names = "--name", required = true, description = "What people call it.")
    private String name;

    @Option(
        names = "--kind",
        required = true,
        paramLabel = "CODE",
        description = "What sort of data, as a code such as table, image or api.")
    private String kind;

    @Option(
        names = "--digest",
        required = true,
        paramLabel = "HEX",
        description = "SHA-256 of its present content or description.")
    private String digest;

    @Option(names = "--volume", defaultValue = "0", paramLabel = "BYTES", description = "Its size.")
    private BigInteger volume;

    @Option(
        names = "--value",
        defaultValue = "0",
        description = "In the unit that its users have agreed on.")
    private BigInteger value;

    DataSet.Description description() {
      return new DataSet.Description(name, kind, Arguments.id("--digest", digest), volume, value);
    }
  }

  @Command(
      name = "register",
      description = "Register data that your institution shares.",
      footer = {
        "",
        "Example:",
        "  govchain data register parcels --sensitivity general --name Parcels --kind table --digest 0x9f3c... --volume 1073741824"
      })
  static final class Register extends SigningCommand {
    @Parameters(paramLabel = "CODE", description = "Its code within your institution.")
    private String code;

    @Option(
        names = "--sensitivity",
        required = true,
        converter = Words.Sensitivities.class,
        completionCandidates = Words.Sensitivities.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    private DataSet.Sensitivity sensitivity;

    @picocli.CommandLine.Mixin private Described described;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          SharingCalls.registerDataSet(code, sensitivity, described.description()),
          "data set registered");
    }
  }

  @Command(
      name = "describe",
      description = "Describe a new version of a data set.",
      footer = {
        "",
        "Example:",
        "  govchain data describe registry/parcels --name Parcels --kind table --digest 0x77ab..."
      })
  static final class Describe extends SigningCommand {
    @Parameters(index = "0", paramLabel = "DATA-SET", description = "institution/code")
    private String dataSet;

    @picocli.CommandLine.Mixin private Described described;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          SharingCalls.describeDataSet(dataSet, described.description()),
          "data set described");
    }
  }

  @Command(
      name = "raise",
      description = "Raise the sensitivity; lowering it takes a work order (--lower-data).",
      footer = {"", "Example:", "  govchain data raise registry/parcels core"})
  static final class Raise extends SigningCommand {
    @Parameters(index = "0", paramLabel = "DATA-SET", description = "institution/code")
    private String dataSet;

    @Parameters(
        index = "1",
        paramLabel = "SENSITIVITY",
        converter = Words.Sensitivities.class,
        completionCandidates = Words.Sensitivities.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    private DataSet.Sensitivity sensitivity;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          SharingCalls.raiseSensitivity(dataSet, sensitivity),
          "sensitivity " + sensitivity.word());
    }
  }

  @Command(
      name = "set-status",
      description = "Suspend, resume (active) or retire a data set.",
      footer = {"", "Example:", "  govchain data set-status registry/parcels suspended"})
  static final class SetStatus extends SigningCommand {
    @Parameters(index = "0", paramLabel = "DATA-SET", description = "institution/code")
    private String dataSet;

    @Parameters(
        index = "1",
        paramLabel = "STATUS",
        converter = Words.DataStatuses.class,
        completionCandidates = Words.DataStatuses.class,
        description = "One of: ${COMPLETION-CANDIDATES}.")
    private DataSet.Status status;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          switch (status) {
            case ACTIVE -> SharingCalls.resumeDataSet(dataSet);
            case SUSPENDED -> SharingCalls.suspendDataSet(dataSet);
            case RETIRED -> SharingCalls.retireDataSet(dataSet);
            case NONE, FROZEN ->
                throw CommandFailure.usage("STATUS: expected active, suspended or retired");
          },
          "data set " + status.word());
    }
  }

  @Command(
      name = "grant",
      description = {
        "Let an institution use your data until a time.",
        "Core data also need a work order (work-order open --approve-grant)."
      },
      footer = {
        "",
        "Example:",
        "  govchain data grant registry/parcels tax --until 2027-06-30T00:00:00Z --purpose 0x51c0..."
      })
  static final class Grant extends SigningCommand {
    @Parameters(index = "0", paramLabel = "DATA-SET", description = "institution/code")
    private String dataSet;

    @Parameters(index = "1", paramLabel = "INSTITUTION", description = "Its code.")
    private String institution;

    @Option(
        names = "--until",
        required = true,
        paramLabel = "TIME",
        description = "Last second of the grant, at most a year ahead.")
    private Instant until;

    @Option(
        names = "--purpose",
        required = true,
        paramLabel = "HEX",
        description = "Digest of what was agreed on.")
    private String purpose;

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          SharingCalls.grantData(
              dataSet, institution, until.getEpochSecond(), Arguments.id("--purpose", purpose)),
          "grant recorded");
    }
  }

  @Command(
      name = "revoke",
      description = "End a grant.",
      footer = {"", "Example:", "  govchain data revoke registry/parcels tax"})
  static final class Revoke extends SigningCommand {
    @Parameters(index = "0", paramLabel = "DATA-SET", description = "institution/code")
    private String dataSet;

    @Parameters(index = "1", paramLabel = "INSTITUTION", description = "Its code.")
    private String institution;

    @Override
    void run(Output out, Signing signing) {
      signing.send(out, SharingCalls.revokeData(dataSet, institution), "grant revoked");
    }
  }

  @Command(
      name = "use",
      description = "Record a use of granted data, with a cross-chain account of your institution.",
      footer = {
        "",
        "Example:",
        "  govchain data use registry/parcels --digest 0x3e1d... --transaction 0x88aa..."
      })
  static final class Use extends SigningCommand {
    @Parameters(index = "0", paramLabel = "DATA-SET", description = "institution/code")
    private String dataSet;

    @Option(
        names = "--digest",
        required = true,
        paramLabel = "HEX",
        description = "SHA-256 of what was used.")
    private String digest;

    @Option(
        names = "--transaction",
        description = "The cross-chain transaction in which it was used.")
    private Optional<String> transaction = Optional.empty();

    @Override
    void run(Output out, Signing signing) {
      signing.send(
          out,
          SharingCalls.recordDataUse(
              dataSet,
              Arguments.id("--digest", digest),
              transaction.map(id -> Arguments.id("--transaction", id))),
          "use recorded");
    }
  }

  @Command(
      name = "list",
      description = "List all data sets.",
      footer = {"", "Example:", "  govchain data list"})
  static final class ListData extends ChainCommand.Reading {

    @Override
    void run(Output out, GovernanceChain chain) {
      LISTING.print(out, chain.dataSets());
    }
  }

  @Command(
      name = "show",
      description = "Show one data set with its grants.",
      footer = {"", "Example:", "  govchain data show registry/parcels"})
  static final class Show extends ChainCommand.Reading {
    @Parameters(index = "0", paramLabel = "DATA-SET", description = "institution/code")
    private String dataSet;

    @Override
    void run(Output out, GovernanceChain chain) {
      DataSet found =
          chain.dataSet(dataSet).orElseThrow(() -> CommandFailure.notFound("data set", dataSet));
      out.record(new Whole(found, chain.dataGrants(dataSet)), () -> Names.institutions(chain));
    }
  }

  @Command(
      name = "uses",
      description = "List the uses of a data set, oldest first.",
      footer = {"", "Example:", "  govchain data uses registry/parcels --offset 100"})
  static final class Uses extends ChainCommand.Reading {
    @Parameters(index = "0", paramLabel = "DATA-SET", description = "institution/code")
    private String dataSet;

    @Option(names = "--offset", defaultValue = "0", description = "How many to skip.")
    private long offset;

    @Option(names = "--limit", defaultValue = "100", description = "How many to show, at most 100.")
    private int limit;

    @Override
    void run(Output out, GovernanceChain chain) {
      if (limit < 1 || limit > GovernanceChain.PAGE || offset < 0) {
        throw CommandFailure.usage(
            "expected --limit 1..%d and --offset 0 or more, actual %d and %d"
                .formatted(GovernanceChain.PAGE, limit, offset));
      }
      Map<String, String> names = Names.institutions(chain);
      new Listing<DataSet.Use>(
              "uses",
              Listing.column("BY", use -> names.getOrDefault(use.institution(), use.institution())),
              Listing.column("AT", use -> Instant.ofEpochSecond(use.at()).toString()),
              Listing.column("VERSION", use -> Integer.toString(use.version())),
              Listing.column("DIGEST", DataSet.Use::digest),
              Listing.column("TRANSACTION", use -> use.transaction().orElse("-")))
          .print(out, chain.dataUses(dataSet, offset, limit));
    }
  }

  @Command(
      name = "totals",
      description = "Show what an institution has given and taken.",
      footer = {"", "Example:", "  govchain data totals registry"})
  static final class Totals extends ChainCommand.Reading {
    @Parameters(paramLabel = "INSTITUTION", description = "Its code.")
    private String institution;

    @Override
    void run(Output out, GovernanceChain chain) {
      if (chain.institution(institution).isEmpty()) {
        throw CommandFailure.notFound("institution", institution);
      }
      out.record(chain.dataTotals(institution));
    }
  }
}
