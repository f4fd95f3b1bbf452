package io.govchain.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.client.LedgerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What could not be undone automatically, and what people order about it. */
@Command(
    name = "escalation",
    description = {
      "Transactions that people must decide about, asked of your cross-chain proxy as its operator:",
      "what is known of each step, what was tried and why it failed, and what is open to whom."
    },
    subcommands = {
      EscalationCommand.ListEscalations.class,
      EscalationCommand.Show.class,
      EscalationCommand.Retry.class,
      EscalationCommand.Agree.class,
      EscalationCommand.Findings.class
    })
final class EscalationCommand extends NounCommand {
  private static final int MOST = 200;

  /** An order or question to the operator's own cross-chain proxy. */
  abstract static class OperatorCommand extends GovchainCommand {
    @Mixin private OperatorOptions proxy;

    @Override
    final void run(Output out) throws Exception {
      try (LedgerClient client = new LedgerClient(proxy.settings())) {
        run(out, client);
      }
    }

    abstract void run(Output out, LedgerClient client) throws Exception;
  }

  /** The same about one transaction. */
  abstract static class OfTransaction extends OperatorCommand {
    @Parameters(paramLabel = "TRANSACTION", description = "Its id: 0x and 64 hex digits.")
    private String id;

    final String transaction() {
      return Arguments.id("TRANSACTION", id);
    }
  }

  @Command(
      name = "list",
      description = "List the escalations that are open, newest first.",
      footer = {
        "",
        "Example:",
        "  govchain escalation list --proxy https://127.0.0.1:9443 --proxy-fingerprint 0x77ab... \\",
        "      --certificate operator/tls.crt --key operator/tls.key"
      })
  static final class ListEscalations extends OperatorCommand {
    @Override
    void run(Output out, LedgerClient client) throws Exception {
      List<JsonNode> all = new ArrayList<>();
      Optional<String> cursor = Optional.empty();
      do {
        JsonNode page = client.escalations(MOST, cursor);
        page.path("transactions").forEach(all::add);
        cursor = Optional.ofNullable(page.get("cursor")).map(JsonNode::asText);
      } while (cursor.isPresent());
      out.table(
          all,
          List.of("TRANSACTION", "INITIATOR", "STEPS (outcome/verdict/compensation)", "OPEN HERE"),
          all.stream().map(EscalationViews::row).toList(),
          "nothing waits for people");
    }
  }

  @Command(
      name = "show",
      description = "Show everything that is known about one escalation, and what is open to whom.",
      footer = {"", "Example:", "  govchain escalation show 0x3c9a... --proxy ..."})
  static final class Show extends OfTransaction {
    @Override
    void run(Output out, LedgerClient client) throws Exception {
      JsonNode view = client.escalation(transaction());
      out.result(view, EscalationViews.text(view));
    }
  }

  @Command(
      name = "retry",
      description = "Undo this side's steps once more, after what kept them from it is mended.",
      footer = {"", "Example:", "  govchain escalation retry 0x3c9a... --proxy ..."})
  static final class Retry extends OfTransaction {
    @Override
    void run(Output out, LedgerClient client) throws Exception {
      JsonNode view = client.retry(transaction());
      out.result(view, EscalationViews.text(view));
    }
  }

  @Command(
      name = "agree",
      description = {
        "Agree, for your institution, how an escalation is settled.",
        "It is resolved once every party has named the same settlement, word by word:",
        "the SHA-256 of the text goes on the governance chain, the text stays with you."
      },
      footer = {
        "",
        "Example:",
        "  govchain escalation agree 0x3c9a... --settlement 'refunded by hand, receipt 4711' \\",
        "      --proxy ..."
      })
  static final class Agree extends OfTransaction {
    @Option(
        names = "--settlement",
        required = true,
        paramLabel = "TEXT",
        description = "How it was settled, in the words that all parties use.")
    private String settlement;

    @Override
    void run(Output out, LedgerClient client) throws Exception {
      JsonNode view = client.agree(transaction(), settlement);
      out.result(view, EscalationViews.text(view));
    }
  }

  @Command(
      name = "findings",
      description = {
        "Show what the sweeper has found: transactions that are overdue, stuck or contradictory,",
        "or were set aside because of a defect. A subchain proxy tells which writes the chains show",
        "otherwise than it told them."
      },
      footer = {"", "Example:", "  govchain escalation findings --proxy ..."})
  static final class Findings extends OperatorCommand {
    @Override
    void run(Output out, LedgerClient client) throws Exception {
      List<JsonNode> all = new ArrayList<>();
      client.findings().path("findings").forEach(all::add);
      out.table(
          all,
          List.of("TRANSACTION", "KIND", "WHAT"),
          all.stream()
              .map(
                  each ->
                      List.of(
                          each.path("transaction").asText(),
                          each.path("kind").asText(),
                          each.path("text").asText()))
              .toList(),
          "nothing is overdue, stuck or contradictory");
    }
  }
}
