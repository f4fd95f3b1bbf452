package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.EvmClient;
import io.govchain.evm.Log;
import io.govchain.evm.LogFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the transaction ledger's history from logs, a bounded range of blocks at a time. Batches
 * carry everybody's entries, so a transaction's history is looked for in the blocks of its life,
 * and ranges grow only as long as they bring little.
 */
final class LedgerSearch {

  private static final long FIRST_RANGE = 16;

  /** A range that brings more events than this is not followed by a wider one. */
  private static final int MUCH = 2_000;

  private final EvmClient client;
  private final long window;

  LedgerSearch(EvmClient client, long window) {
    this.client = client;
    this.window = window;
  }

  /** Everything that the ledger says of a transaction, in order. */
  List<LedgerLine> history(TransactionRecord transaction) {
    List<LedgerLine> lines = new ArrayList<>();
    long latest = client.latestHeader().number();
    // Blocks may share a second: begin with the last one before the second of the opening.
    long first = BlockSearch.lastUpTo(client, transaction.openedAt() - 1);
    long range = Math.min(FIRST_RANGE, window);
    while (first <= latest && lines.stream().noneMatch(LedgerSearch::ends)) {
      long last = Math.min(latest, first + range - 1);
      List<LedgerLine> all = lines(ledger(first, last)).toList();
      all.stream()
          .filter(line -> line.event().transaction().equals(transaction.id()))
          .forEach(lines::add);
      range = all.size() > MUCH ? Math.max(1, range / 2) : Math.min(2 * range, window);
      first = last + 1;
    }
    return List.copyOf(lines);
  }

  /** The newest openings, newest first. */
  List<LedgerLine> newest(int limit) {
    List<LedgerLine> newest = new ArrayList<>();
    long last = client.latestHeader().number();
    // A busy ledger fills an answer with few blocks, a quiet one needs many.
    long range = Math.min(FIRST_RANGE, window);
    while (last >= 0 && newest.size() < limit) {
      long first = Math.max(0, last - range + 1);
      List<LedgerLine> all = lines(ledger(first, last)).toList();
      range = all.size() > MUCH ? Math.max(1, range / 2) : Math.min(2 * range, window);
      List<LedgerLine> lines =
          new ArrayList<>(
              all.stream()
                  .filter(line -> line.event() instanceof GovernanceEvent.TransactionOpened)
                  .toList());
      Collections.reverse(lines);
      newest.addAll(lines);
      last = first - 1;
    }
    return newest.stream().limit(limit).toList();
  }

  private Stream<LedgerLine> lines(LogFilter filter) {
    return client.logs(filter).stream().flatMap(LedgerSearch::line);
  }

  private static Stream<LedgerLine> line(Log log) {
    return GovernanceEvents.decode(log).stream()
        .filter(GovernanceEvent.OfLedger.class::isInstance)
        .map(GovernanceEvent.OfLedger.class::cast)
        .map(event -> new LedgerLine(event, log.blockNumber(), log.transactionHash()));
  }

  private static LogFilter ledger(long first, long last) {
    return LogFilter.blocks(first, last).from(GovernanceAddresses.TRANSACTIONS);
  }

  private static boolean ends(LedgerLine line) {
    return line.event() instanceof GovernanceEvent.TransactionStatusChanged changed
        && changed.status().ended();
  }
}
