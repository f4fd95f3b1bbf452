package io.govchain.governance;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.contracts.generated.Transactions;
import io.govchain.evm.EvmClient;
import io.govchain.evm.Log;
import io.govchain.evm.LogFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.web3j.abi.EventEncoder;

/** Reads the transaction ledger's history from logs, a bounded range of blocks at a time. */
final class LedgerSearch {

  private static final String OPENED = EventEncoder.encode(Transactions.TRANSACTIONOPENED_EVENT);

  private static final long FIRST_RANGE = 16;

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
    while (first <= latest && lines.stream().noneMatch(LedgerSearch::ends)) {
      long last = Math.min(latest, first + window - 1);
      LogFilter filter = ledger(first, last).topic().topic(transaction.id());
      lines(filter).forEach(lines::add);
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
      range = Math.min(2 * range, window);
      List<LedgerLine> lines = new ArrayList<>(lines(ledger(first, last).topic(OPENED)).toList());
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
