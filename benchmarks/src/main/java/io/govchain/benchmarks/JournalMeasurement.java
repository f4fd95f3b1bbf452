package io.govchain.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Steps of transactions through the journal beside bare commits of the same bytes.
 *
 * <p>A step loads a state, applies an input, stores the new state with what it asks for, and counts
 * once it is on disk. The limit beside it stores as many bytes per write, as many writes per
 * commit, by one prepared statement with the same pragmas, and does nothing else. Both by turns, so
 * that what else the machine does meanwhile is shared by both.
 */
final class JournalMeasurement implements Measurement {
  private static final int TRANSACTIONS =
      Integer.getInteger("govchain.bench.journal.transactions", 500);
  private static final int ROUNDS = Integer.getInteger("govchain.bench.journal.rounds", 5);

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public String description() {
    return "durable steps of transactions beside bare group commits of the same bytes";
  }

  @Override
  public Map<String, Object> run(Consumer<String> progress) throws Exception {
    Path home = Files.createTempDirectory("govchain-bench-journal");
    try {
      progress.accept("warming up");
      JournalWrites warm = JournalWrites.measure(home.resolve("warm.db"), TRANSACTIONS);
      BareCommits.measure(home.resolve("warm-bare.db"), warm);
      List<Double> journal = new ArrayList<>();
      List<Double> bare = new ArrayList<>();
      JournalWrites last = warm;
      for (int round = 1; round <= ROUNDS; round++) {
        progress.accept("round " + round + " of " + ROUNDS);
        last = JournalWrites.measure(home.resolve("journal-" + round + ".db"), TRANSACTIONS);
        journal.add(last.perSecond());
        bare.add(BareCommits.measure(home.resolve("bare-" + round + ".db"), last));
      }
      return figures(Percentiles.of(journal, 0.5), Percentiles.of(bare, 0.5), last);
    } finally {
      delete(home);
    }
  }

  private static Map<String, Object> figures(double journal, double bare, JournalWrites writes) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("writesPerSecond", Math.round(journal));
    figures.put("barePerSecond", Math.round(bare));
    figures.put("ratio", Math.round(journal / bare * 1000) / 1000.0);
    figures.put("writesPerCommit", Math.round(writes.perCommit() * 10) / 10.0);
    figures.put("bytesPerWrite", writes.bytesPerWrite());
    figures.put("writes", writes.count());
    figures.put("rounds", ROUNDS);
    return figures;
  }

  private static void delete(Path home) throws Exception {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
