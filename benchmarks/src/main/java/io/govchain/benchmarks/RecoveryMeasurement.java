package io.govchain.benchmarks;

import io.govchain.amdp.ApplicationCall;
import io.govchain.testnet.consortium.ProxyProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How long a proxy that was killed takes to bring all that it had under way to an end.
 *
 * <p>The counterparty's proxy is ended first, so that no call can end before the kill. Then both
 * are started again. The limit beside it is the same number of calls handed in afresh: what is
 * recovered has a part of its way behind it already, so that recovery should take no longer.
 */
final class RecoveryMeasurement implements Measurement {
  private static final int CALLS = Integer.getInteger("govchain.bench.recovery.calls", 10_000);
  private static final int WARM_UP = Integer.getInteger("govchain.bench.warmup", 200);
  private static final Duration PATIENCE = Duration.ofHours(3);

  @Override
  public String name() {
    return "recovery";
  }

  @Override
  public String description() {
    return "unfinished calls after kill -9 to the last one's end, beside as many fresh calls";
  }

  @Override
  public Map<String, Object> run(Consumer<String> progress) throws Exception {
    try (BenchWorld world = BenchWorld.create(progress)) {
      OfferedCalls offered = new OfferedCalls(world.application().client(), PATIENCE);
      progress.accept("warming up: " + WARM_UP + " calls");
      offered.settle(signed(world, WARM_UP));
      progress.accept("fresh: " + CALLS + " calls");
      double fresh = offered.settle(signed(world, CALLS));

      ProxyProcess own = world.source().crosschainProxy();
      ProxyProcess counterparty = world.target().crosschainProxy();
      counterparty.kill();
      List<ApplicationCall> calls = signed(world, CALLS);
      progress.accept("unfinished: " + CALLS + " calls, while the counterparty is away");
      offered.handIn(calls);
      progress.accept("kill -9 of " + own.path());
      own.kill();
      long began = System.nanoTime();
      own.start();
      counterparty.start();
      own.awaitReady();
      counterparty.awaitReady();
      double ready = (System.nanoTime() - began) / 1e9;
      progress.accept("both proxies are ready again");
      offered.awaitSettled(calls);
      double recovered = (System.nanoTime() - began) / 1e9;

      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("recoverySeconds", round(recovered));
      figures.put("freshSeconds", round(fresh));
      figures.put("ratio", round(fresh / recovered));
      figures.put("readySeconds", round(ready));
      figures.put("calls", CALLS);
      return figures;
    }
  }

  private static List<ApplicationCall> signed(BenchWorld world, int calls) throws Exception {
    List<ApplicationCall> signed = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      signed.add(GovernedCalls.signed(world, Math.toIntExact(PATIENCE.toSeconds())));
    }
    return signed;
  }

  private static double round(double figure) {
    return Math.round(figure * 10) / 10.0;
  }
}
