package io.govchain.benchmarks;

import io.govchain.evm.EvmClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The index beside bare reading of the same logs, by turns: first, without counting, until neither
 * spends much on compiling, then so often that the median is not by chance.
 */
final class IndexingRounds {
  private static final int ROUNDS = Integer.getInteger("govchain.bench.console.rounds", 9);
  private static final int MOST_WARMING =
      Integer.getInteger("govchain.bench.console.warmup.most", 40);

  /**
   * Of the processor time of either: a round is short, and compiling falls on the index rather than
   * on bare reading, which runs less code.
   */
  private static final double STEADY_SHARE = 0.04;

  /** What is looked at together: one large method that is compiled says little of the next pass. */
  private static final int TOGETHER = 3;

  /**
   * What a pass does a few times however long the ledger is, such as to read what is registered,
   * would be compiled bit by bit through a hundred rounds.
   */
  private static final int SHORT_TRANSACTIONS = 10 * LedgerChain.BATCH;

  private static final int SHORT_PASSES =
      Integer.getInteger("govchain.bench.console.warmup.passes", 400);

  /** Rounds before anything counts where nobody can tell what the time was spent on. */
  private static final int UNTOLD = 10;

  private final LedgerChain chain;
  private final Path home;
  private final Consumer<String> progress;
  private int done;

  /** One turn of each; the database is what the index wrote. */
  private record Round(
      BareReading.Result bare,
      BareReading.Result blocks,
      IndexedLedger.Times index,
      Path database) {}

  IndexingRounds(LedgerChain chain, Path home, Consumer<String> progress) {
    this.chain = chain;
    this.home = home;
    this.progress = progress;
  }

  /** Adds what was measured; the database that the last round wrote. */
  Path measure(Map<String, Object> figures) throws IOException {
    warmUpWithAShortLedger();
    int warming = warmUp();
    List<Round> rounds = new ArrayList<>();
    Path last = home;
    for (int round = 1; round <= ROUNDS; round++) {
      progress.accept("indexing, round " + round + " of " + ROUNDS);
      if (round > 1) {
        delete(last);
      }
      rounds.add(round());
      last = rounds.getLast().database();
    }
    figures.put("warmUpRounds", warming);
    put(figures, rounds);
    return last;
  }

  private void warmUpWithAShortLedger() throws IOException {
    Path folder = Files.createDirectory(home.resolve("short"));
    try (LedgerChain shorter = LedgerChain.of(folder, SHORT_TRANSACTIONS, progress)) {
      for (int pass = 1; pass <= SHORT_PASSES; pass++) {
        Path database = folder.resolve("index-" + pass + ".db");
        BareReading.read(shorter.client());
        BareReading.readBlocks(shorter.client());
        IndexedLedger.index(shorter, database, PassTime::beginAtOnce);
        delete(database);
      }
    }
    progress.accept("warmed up with %d passes over a short ledger".formatted(SHORT_PASSES));
  }

  /** How many rounds it took. */
  private int warmUp() throws IOException {
    List<Round> rounds = new ArrayList<>();
    while (rounds.size() < MOST_WARMING && !isSteady(rounds)) {
      rounds.add(round());
      delete(rounds.getLast().database());
      progress.accept(
          "warmed up with %d rounds, compiling: bare %s, index %s"
              .formatted(
                  rounds.size(),
                  percent(compiling(List.of(rounds.getLast()), each -> each.bare().time())),
                  percent(compiling(List.of(rounds.getLast()), each -> each.index().time()))));
    }
    return rounds.size();
  }

  private static boolean isSteady(List<Round> rounds) {
    if (rounds.size() < TOGETHER) {
      return false;
    }
    List<Round> last = rounds.subList(rounds.size() - TOGETHER, rounds.size());
    OptionalDouble bare = compiling(last, each -> each.bare().time());
    OptionalDouble index = compiling(last, each -> each.index().time());
    return bare.isEmpty() || index.isEmpty()
        ? rounds.size() >= UNTOLD
        : Math.max(bare.getAsDouble(), index.getAsDouble()) < STEADY_SHARE;
  }

  private Round round() {
    EvmClient client = chain.client();
    Path database = home.resolve("index-" + ++done + ".db");
    return new Round(
        BareReading.measure(client),
        BareReading.ofBlocks(client),
        IndexedLedger.measure(chain, database),
        database);
  }

  private static void put(Map<String, Object> figures, List<Round> rounds) {
    long events = rounds.getFirst().bare().events();
    double bare = median(rounds, each -> each.bare().perSecond());
    double blocks = median(rounds, each -> each.blocks().perSecond());
    double index = median(rounds, each -> events / each.index().time().seconds());
    figures.put("events", events);
    figures.put("indexedEventsPerSecond", Math.round(index));
    figures.put("bareEventsPerSecond", Math.round(bare));
    figures.put("bareBlocksEventsPerSecond", Math.round(blocks));
    figures.put("ratio", thousandths(index / bare));
    figures.put("ratioToBareBlocks", thousandths(index / blocks));
    figures.put(
        "bareProcessorSeconds",
        thousandths(median(rounds, each -> each.bare().time().processor())));
    figures.put(
        "indexProcessorSeconds",
        thousandths(median(rounds, each -> each.index().time().processor())));
    compiling(rounds, each -> each.bare().time())
        .ifPresent(share -> figures.put("bareCompilingShare", thousandths(share)));
    compiling(rounds, each -> each.index().time())
        .ifPresent(share -> figures.put("indexCompilingShare", thousandths(share)));
    figures.put("pageIndexesSeconds", thousandths(median(rounds, each -> each.index().indexes())));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Percentiles.of(rounds.stream().mapToDouble(figure).boxed().toList(), 0.5);
  }

  /** Part of the processor time of all of these; empty where the system does not tell. */
  private static OptionalDouble compiling(List<Round> rounds, Function<Round, PassTime> pass) {
    return WarmUp.compilingShare(
        rounds.stream()
            .flatMap(round -> pass.apply(round).millisByWork().entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Double::sum)));
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent() ? Math.round(share.getAsDouble() * 100) + " %" : "not told";
  }

  private static double thousandths(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  private static void delete(Path database) throws IOException {
    Files.deleteIfExists(database);
  }
}
