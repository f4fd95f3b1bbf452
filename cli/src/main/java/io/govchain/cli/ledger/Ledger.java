package io.govchain.cli.ledger;

import io.govchain.governance.GovernanceChain;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.LedgerLine;
import java.util.List;
import java.util.Map;

/** The history of cross-chain transactions, read from the governance chain's own events. */
public final class Ledger {
  private Ledger() {}

  /**
   * One line of a transaction's history.
   *
   * @param institution who reported, by code; empty where the contract itself decided
   * @param digest of the evidence or the reason; empty where there is none
   */
  public record Line(
      long block, String what, String institution, String digest, String governanceTransaction) {}

  /** Ids of the transactions that were opened last, newest first. */
  public static List<String> newest(GovernanceChain chain, int limit) {
    return chain.newestTransactions(limit).stream()
        .map(line -> line.event().transaction())
        .toList();
  }

  /**
   * What happened to one transaction since it was opened, oldest first.
   *
   * @param names codes of institutions by identifier
   */
  public static List<Line> history(
      GovernanceChain chain, String transaction, Map<String, String> names) {
    return chain.history(transaction).stream().map(line -> line(line, names)).toList();
  }

  private static Line line(LedgerLine log, Map<String, String> names) {
    return switch (log.event()) {
      case GovernanceEvent.TransactionOpened opened ->
          line(log, "opened, steps " + opened.steps().size(), names, opened.initiator(), "");
      case GovernanceEvent.StepReported report ->
          line(log, what(report), names, report.institution(), report.digest());
      case GovernanceEvent.TransactionStatusChanged changed ->
          line(log, "status " + changed.status().word(), names, "", "");
      case GovernanceEvent.EntryRejected rejected ->
          line(
              log,
              "rejected: %s of step %d by %s: %s"
                  .formatted(
                      rejected.entry().word(),
                      rejected.step(),
                      rejected.by(),
                      rejected.reason().word()),
              names,
              "",
              "");
      case GovernanceEvent.TransactionResolved resolved ->
          line(log, "resolved by a work order: " + resolved.note(), names, "", "");
    };
  }

  private static String what(GovernanceEvent.StepReported report) {
    return report.entry().concernsWholeTransaction()
        ? report.entry().word()
        : "step " + report.step() + " " + report.entry().word();
  }

  private static Line line(
      LedgerLine log, String what, Map<String, String> names, String institution, String digest) {
    return new Line(
        log.block(),
        what,
        names.getOrDefault(institution, institution),
        digest,
        log.transactionHash());
  }
}
