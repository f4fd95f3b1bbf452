package io.govchain.benchmarks;

import io.govchain.console.Console;
import io.govchain.console.acceptance.FirstPaint;
import io.govchain.console.store.ConsoleStore;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The governance console with a long ledger: how fast it indexes beside the bare reading and
 * decoding of the same logs, both by turns; how long a page of the ledger takes at the store and at
 * the API; and how long until a browser that was never there shows something.
 */
final class ConsoleMeasurement implements Measurement {
  private static final int TRANSACTIONS =
      Integer.getInteger("govchain.bench.console.transactions", 100_000);

  private static final int PAGES = 25;
  private static final int VISITS = 7;

  @Override
  public String name() {
    return "console";
  }

  @Override
  public String description() {
    return "the console's index, its ledger's pages and filters, and first paint";
  }

  @Override
  public Map<String, Object> run(Consumer<String> progress) throws Exception {
    Path home = Files.createTempDirectory("govchain-bench-console");
    progress.accept("writing a ledger of " + TRANSACTIONS + " transactions");
    try (LedgerChain chain = LedgerChain.of(home, TRANSACTIONS, progress)) {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("transactions", TRANSACTIONS);
      figures.put("transactionsPerBlock", LedgerChain.BATCH);
      figures.put("blocks", chain.client().latestHeader().number() + 1);
      Path database = new IndexingRounds(chain, home, progress).measure(figures);
      progress.accept("asking the store");
      try (ConsoleStore store = IndexedLedger.open(chain, database)) {
        LedgerQuestions.ofStore(store, 2);
        figures(figures, "store", LedgerQuestions.ofStore(store, PAGES));
      }
      console(chain, home, database, progress, figures);
      return figures;
    } finally {
      delete(home);
    }
  }

  @SuppressWarnings("try") // close() passes on whatever the console's parts throw
  private static void console(
      LedgerChain chain,
      Path home,
      Path database,
      Consumer<String> progress,
      Map<String, Object> figures)
      throws Exception {
    Path config =
        Files.writeString(
            home.resolve("console.yaml"),
            """
            listen: {host: 127.0.0.1, port: 0}
            management: {host: 127.0.0.1, port: 0}
            governance: {rpc: %s}
            database: %s
            network: {name: Measured, environment: test}
            limits: {requestsPerSecond: 100000, burst: 100000}
            log: {level: WARN}
            """
                .formatted(chain.rpc(), database));
    try (Console console = Console.start(config)) {
      URI address = URI.create("http://127.0.0.1:" + console.port() + "/");
      progress.accept("asking the API");
      LedgerQuestions.ofApi(address, 2);
      figures(figures, "api", LedgerQuestions.ofApi(address, PAGES));
      progress.accept("first paint");
      Optional<FirstPaint.Figures> paint = FirstPaint.measure(address, VISITS);
      figures.put(
          "firstPaintMedianMillis",
          paint.map(FirstPaint.Figures::median).<Object>map(Math::round).orElse("no browser"));
      paint.ifPresent(
          measured -> {
            figures.put("firstPaintWorstMillis", Math.round(measured.worst()));
            figures.put("firstPaintBytes", measured.bytes());
            figures.put("browser", measured.browser());
          });
    }
  }

  private static void figures(Map<String, Object> figures, String where, List<Double> millis) {
    figures.put(where + "PageP50Millis", tenths(Percentiles.of(millis, 0.5)));
    figures.put(where + "PageP95Millis", tenths(Percentiles.of(millis, 0.95)));
    figures.put(where + "PageWorstMillis", tenths(Percentiles.of(millis, 1)));
    figures.put(where + "Pages", millis.size());
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }

  private static void delete(Path home) throws Exception {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
