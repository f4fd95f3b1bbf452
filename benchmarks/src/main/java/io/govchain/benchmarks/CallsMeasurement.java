package io.govchain.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Governed two-write calls beside the bare pipelined rate of the same writes on the same chains.
 *
 * <p>Throughput: the same number of pairs of writes, once bare and once governed, both as fast as
 * they go and with the same gas limit, once the proxies have compiled what they do ({@link
 * WarmUp}). A governed call takes five blocks, so there must be enough calls that this start and
 * end do not count for much. Latency: governed calls one after the other ({@link SingleCalls}),
 * each beside the waits for those blocks that it could not do without.
 */
final class CallsMeasurement implements Measurement {
  private static final int PAIRS = Integer.getInteger("govchain.bench.pairs", 2000);
  private static final int MOST_WARM_UP = Integer.getInteger("govchain.bench.warmup.most", 8000);
  private static final int BARE_WARM_UP = 200;
  private static final int SINGLE_CALLS = Integer.getInteger("govchain.bench.single", 20);

  @Override
  public String name() {
    return "calls";
  }

  @Override
  public String description() {
    return "governed two-write calls beside the bare rate of the same writes";
  }

  @Override
  public Map<String, Object> run(Consumer<String> progress) throws Exception {
    try (BenchWorld world = BenchWorld.create(progress)) {
      progress.accept("warming up: at most " + MOST_WARM_UP + " calls");
      BareWrites.measure(world, BARE_WARM_UP);
      WarmUp warmUp =
          WarmUp.of(
              calls -> GovernedCalls.underLoad(world, calls).millisByWork(),
              MOST_WARM_UP,
              progress);
      progress.accept("bare: " + PAIRS + " pairs of writes");
      BareWrites bare = BareWrites.measure(world, PAIRS);
      progress.accept("governed, one after the other: " + SINGLE_CALLS);
      SingleCalls.Latencies latencies = SingleCalls.measure(world, SINGLE_CALLS);
      progress.accept("governed, as fast as they go: " + PAIRS);
      GovernedCalls.Load load = GovernedCalls.underLoad(world, PAIRS);

      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("governedPerSecond", round(load.perSecond()));
      figures.put("barePerSecond", round(bare.pairsPerSecond()));
      figures.put("ratio", round(load.perSecond() / bare.pairsPerSecond()));
      Map<String, Object> latency = new LinkedHashMap<>();
      latency.put("p50", round(Percentiles.of(latencies.millis(), 0.50)));
      latency.put("p95", round(Percentiles.of(latencies.millis(), 0.95)));
      latency.put("p99", round(Percentiles.of(latencies.millis(), 0.99)));
      figures.put("latencyMillis", latency);
      figures.put("unavoidableMillis", round(Percentiles.of(latencies.unavoidable(), 0.50)));
      figures.put("latencyRatio", round(latencies.ratio()));
      figures.put("governanceTxPerCall", round(load.governanceTransactionsPerCall()));
      ProxyCounters spent = load.spent();
      figures.put("proxyCpuMillisPerCall", round(spent.cpuSeconds() * 1000 / PAIRS));
      figures.put("proxyCpuMillisPerCallByWork", load.millisByWork());
      WarmUp.compilingShare(load.millisByWork())
          .ifPresent(share -> figures.put("proxyCompilingShare", round(share)));
      load.beside().forEach((name, figure) -> figures.put(name, round(figure)));
      figures.put("warmUpCalls", warmUp.calls());
      figures.put("proxyCommitsPerCall", round(spent.commits() / PAIRS));
      figures.put("proxyWritesPerCall", round(spent.writes() / PAIRS));
      figures.put("proxyMessagesPerCall", round(spent.messages() / PAIRS));
      figures.put("calls", PAIRS);
      figures.put("blockMillis", BenchWorld.BLOCK_TIME.toMillis());
      return figures;
    }
  }

  private static double round(double figure) {
    return Math.round(figure * 1000) / 1000.0;
  }
}
