package io.govchain.console.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.console.index.ChainIndexer;
import io.govchain.console.index.IndexSettings;
import io.govchain.console.index.IndexStatus;
import io.govchain.console.monitor.Monitor;
import io.govchain.console.monitor.Thresholds;
import io.govchain.console.store.ConsoleJson;
import io.govchain.console.store.ConsoleStore;
import io.govchain.console.store.Reports;
import io.govchain.evm.BlockHeader;
import io.govchain.governance.GovernanceChain;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads the whole chain from a node into a store that is used once, looks at it with the rules that
 * a console has, and tells of the period what a console tells at {@code /v1/audit/report}. What a
 * console saw while it ran (a chain that stood still, who acknowledged an alert) is not on the
 * chain and not in it.
 */
public final class NodeReport {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long PAUSE_NANOS = 20_000_000;

  private NodeReport() {}

  /**
   * The report in the console's JSON.
   *
   * @param from first second of the period
   * @param to its last second; the newest block's time where that is earlier
   * @param scratch a folder for the store; the caller deletes it
   * @throws IllegalStateException if the node does not get on for {@code PATIENCE}
   */
  public static String of(GovernanceChain chain, long from, long to, Path scratch) {
    BlockHeader genesis = chain.client().header(0).orElseThrow();
    try (ConsoleStore store =
        ConsoleStore.open(
            scratch.resolve("report.db"),
            chain.chainId(),
            genesis.hash(),
            ConsoleStore.OtherChain.REFUSE,
            new SimpleMeterRegistry())) {
      IndexStatus status = read(store, chain);
      Monitor.examine(store, status, Thresholds.STANDARD, Clock.systemUTC());
      Reports.Report report =
          store.reports().report(from, Math.max(from, Math.min(to, store.position().time())));
      JsonNode json = ConsoleJson.mapper().valueToTree(report);
      return json.toString();
    }
  }

  /** To the newest block and no further: a report speaks of one moment. */
  private static IndexStatus read(ConsoleStore store, GovernanceChain chain) {
    try (ChainIndexer indexer = ChainIndexer.start(store, chain, IndexSettings.standard())) {
      awaitEnd(indexer);
      return indexer.status();
    }
  }

  private static void awaitEnd(ChainIndexer indexer) {
    long reached = -2;
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!indexer.caughtUp()) {
      IndexStatus status = indexer.status();
      if (status.indexed().number() > reached) {
        reached = status.indexed().number();
        end = System.nanoTime() + PATIENCE.toNanos();
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "reading the chain: expected to get beyond block %d within %s, actual: %s"
                .formatted(reached, PATIENCE, status.problem().orElse("no answer")));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
