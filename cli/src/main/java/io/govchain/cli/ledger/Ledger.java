package io.govchain.cli.ledger;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.EvmClient;
import io.govchain.evm.Log;
import io.govchain.evm.LogFilter;
import io.govchain.evm.encoding.Keccak;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.GovernanceEvents;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The history of cross-chain transactions, read from the governance chain's own events. */
public final class Ledger {
  /** Nodes refuse wide ranges of logs; Besu's own limit is 5,000 blocks. */
  private static final long WINDOW = 2_000;

  private static final String OPENED =
      Keccak.ofText("TransactionOpened(bytes32,bytes32,uint40,uint8,uint256)");

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
  public static List<String> newest(EvmClient client, int limit) {
    List<String> ids = new ArrayList<>();
    long last = client.latestHeader().number();
    while (last >= 0 && ids.size() < limit) {
      long first = Math.max(0, last - WINDOW + 1);
      List<Log> logs = client.logs(ledger(first, last).topic(OPENED));
      for (Log log : logs.reversed()) {
        ids.add(log.topics().get(1));
      }
      last = first - 1;
    }
    return ids.subList(0, Math.min(limit, ids.size()));
  }

  /**
   * What happened to one transaction since it was opened, oldest first.
   *
   * @param names codes of institutions by identifier
   */
  public static List<Line> history(
      EvmClient client, String transaction, Map<String, String> names) {
    List<Line> lines = new ArrayList<>();
    long last = client.latestHeader().number();
    boolean opened = false;
    while (last >= 0 && !opened) {
      long first = Math.max(0, last - WINDOW + 1);
      List<Log> logs = client.logs(ledger(first, last).topic().topic(transaction));
      for (Log log : logs.reversed()) {
        GovernanceEvents.decode(log)
            .filter(GovernanceEvent.OfLedger.class::isInstance)
            .map(GovernanceEvent.OfLedger.class::cast)
            .ifPresent(event -> lines.add(line(log, event, names)));
        opened |= log.topics().getFirst().equals(OPENED);
      }
      last = first - 1;
    }
    Collections.reverse(lines);
    return lines;
  }

  private static LogFilter ledger(long first, long last) {
    return LogFilter.blocks(first, last).from(GovernanceAddresses.TRANSACTIONS);
  }

  private static Line line(Log log, GovernanceEvent.OfLedger event, Map<String, String> names) {
    return switch (event) {
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
      Log log, String what, Map<String, String> names, String institution, String digest) {
    return new Line(
        log.blockNumber(),
        what,
        names.getOrDefault(institution, institution),
        digest,
        log.transactionHash());
  }
}
