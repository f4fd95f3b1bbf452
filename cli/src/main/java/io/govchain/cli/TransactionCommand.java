package io.govchain.cli;

import io.govchain.cli.ledger.Ledger;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.StepRecord;
import io.govchain.governance.TransactionRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cross-chain transactions on the governance chain's ledger. */
@Command(
    name = "transaction",
    description = "Cross-chain transactions as the governance chain records them.",
    subcommands = {
      TransactionCommand.Show.class,
      AskCommand.class,
      SentCommand.class,
      WitnessCommand.class,
      TransactionCommand.ListTransactions.class
    })
final class TransactionCommand extends NounCommand {

  @Command(
      name = "show",
      description = {
        "Show one transaction: each step's outcome, verdict and compensation, and its history.",
        "Read from the governance chain alone; no proxy is asked."
      },
      footer = {"", "Example:", "  govchain transaction show 0x3c9a..."})
  static final class Show extends ChainCommand {
    @Parameters(paramLabel = "TRANSACTION", description = "Its id: 0x and 64 hex digits.")
    private String id;

    @Override
    void run(Output out, GovernanceConnection connection) {
      GovernanceChain chain = connection.chain();
      TransactionRecord transaction =
          chain
              .transaction(Arguments.id("TRANSACTION", id))
              .orElseThrow(() -> CommandFailure.notFound("transaction", id));
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("transaction", transaction.id());
      view.put("status", transaction.status());
      view.put("meaning", meaning(transaction.status()));
      view.put("openedAt", transaction.openedAt());
      view.put("deadline", transaction.deadline());
      view.put("steps", transaction.steps().stream().map(step -> step(chain, step)).toList());
      view.put("history", Ledger.history(chain, transaction.id(), Names.institutions(chain)));
      out.record(view);
    }

    private static String meaning(TransactionRecord.Status status) {
      return switch (status) {
        case NONE -> "never opened: nothing happened anywhere";
        case OPEN -> "its steps are being executed and verified";
        case COMPENSATING -> "what was done is being undone";
        case SETTLED -> "every step succeeded and was verified; this is the end";
        case COMPENSATED ->
            "every step failed, was never started or is undone, by the word of its party (see transaction witness); this is the end";
        case ESCALATED -> "it could not be undone automatically; people decide how it ends";
        case RESOLVED -> "people have decided how it ends; this is the end";
      };
    }

    private static Map<String, Object> step(GovernanceChain chain, StepRecord step) {
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("step", step.index());
      view.put(
          "pipeline",
          chain
              .pipeline(step.descriptor().pipeline())
              .map(pipeline -> pipeline.path())
              .orElse("number " + step.descriptor().pipeline()));
      view.put("side", step.descriptor().side());
      view.put("kind", step.descriptor().write() ? "write" : "read");
      view.put("outcome", step.outcome());
      view.put("verdict", step.verdict());
      view.put("compensation", step.compensation());
      return view;
    }
  }

  @Command(
      name = "list",
      description = "List transactions, newest first.",
      footer = {"", "Example:", "  govchain transaction list --limit 20"})
  static final class ListTransactions extends ChainCommand {
    private static final Listing<TransactionRecord> LISTING =
        new Listing<>(
            "transactions",
            Listing.column("TRANSACTION", TransactionRecord::id),
            Listing.column("STATUS", record -> record.status().word()),
            Listing.column(
                "STEPS (outcome/verdict/compensation)",
                record ->
                    record.steps().stream()
                        .map(ListTransactions::brief)
                        .collect(Collectors.joining(", "))));

    @Option(
        names = "--limit",
        defaultValue = "50",
        paramLabel = "N",
        description = "At most (default ${DEFAULT-VALUE}).")
    private int limit;

    private static String brief(StepRecord step) {
      return "%s/%s/%s"
          .formatted(step.outcome().word(), step.verdict().word(), step.compensation().word());
    }

    @Override
    void run(Output out, GovernanceConnection connection) {
      if (limit < 1) {
        throw CommandFailure.usage("--limit: expected at least 1, actual " + limit);
      }
      List<String> ids = Ledger.newest(connection.chain(), limit);
      LISTING.print(
          out, ids.stream().flatMap(id -> connection.chain().transaction(id).stream()).toList());
    }
  }
}
