package io.govchain.benchmarks;

import io.govchain.amdp.ApplicationCall;
import io.govchain.testnet.consortium.ProxyProcess;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Whether the proxies' memory stays flat at constant load.
 *
 * <p>Calls are handed in at an even rate, whatever became of those before. Every so often each
 * proxy's garbage is collected and what is left is looked at. The limit is what the same proxies
 * held in the first quarter of the run, of which the beginning, until caches are full and code is
 * compiled, is left out; the figure is how much more they held in the last quarter.
 */
final class SoakMeasurement implements Measurement {
  private static final int MINUTES = Integer.getInteger("govchain.bench.soak.minutes", 60);
  private static final int PER_SECOND = Integer.getInteger("govchain.bench.soak.rate", 2);
  private static final int WARM_UP = Integer.getInteger("govchain.bench.warmup", 200);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int DEADLINE_SECONDS = 600;
  private static final double MEBIBYTE = 1024 * 1024;
  private static final int QUARTERS = 4;

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public String description() {
    return "memory of the proxies at constant load, late beside early";
  }

  @Override
  public Map<String, Object> run(Consumer<String> progress) throws Exception {
    try (BenchWorld world = BenchWorld.create(progress);
        HttpClient http = HttpClient.newHttpClient();
        ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
      OfferedCalls offered = new OfferedCalls(world.application().client(), PATIENCE);
      progress.accept("warming up: " + WARM_UP + " calls");
      List<ApplicationCall> first = new ArrayList<>();
      for (int i = 0; i < WARM_UP; i++) {
        first.add(GovernedCalls.signed(world, DEADLINE_SECONDS));
      }
      offered.settle(first);

      progress.accept("%d calls per second for %d minutes".formatted(PER_SECOND, MINUTES));
      List<ApplicationCall> calls = new ArrayList<>();
      List<CompletableFuture<Void>> taken = new ArrayList<>();
      List<List<ProxyMemory>> looks = new ArrayList<>();
      long began = System.nanoTime();
      long end = began + Duration.ofMinutes(MINUTES).toNanos();
      long look = began;
      while (System.nanoTime() < end) {
        long due = began + calls.size() * (1_000_000_000L / PER_SECOND);
        Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        ApplicationCall call = GovernedCalls.signed(world, DEADLINE_SECONDS);
        calls.add(call);
        taken.add(CompletableFuture.runAsync(() -> submit(offered, call), hands));
        if (System.nanoTime() >= look) {
          looks.add(look(world, http));
          progress.accept(line(looks.getLast(), calls.size()));
          look = System.nanoTime() + BETWEEN_LOOKS.toNanos();
        }
      }
      CompletableFuture.allOf(taken.toArray(CompletableFuture[]::new)).join();
      double seconds = (System.nanoTime() - began) / 1e9;
      offered.awaitSettled(calls);
      return figures(looks, calls.size(), seconds);
    }
  }

  private static void submit(OfferedCalls offered, ApplicationCall call) {
    try {
      offered.submit(call);
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  private static List<ProxyMemory> look(BenchWorld world, HttpClient http) throws Exception {
    List<ProxyMemory> memory = new ArrayList<>();
    for (ProxyProcess proxy : world.consortium().proxies()) {
      memory.add(ProxyMemory.of(proxy, http));
    }
    return memory;
  }

  private static Map<String, Object> figures(
      List<List<ProxyMemory>> looks, int calls, double seconds) {
    int quarter = looks.size() / QUARTERS;
    if (quarter == 0) {
      throw new IllegalStateException(
          "expected at least %d looks at the memory, actual %d; let it run for longer"
              .formatted(QUARTERS, looks.size()));
    }
    // Half of the first quarter fills caches.
    List<List<ProxyMemory>> early = looks.subList(quarter / 2, quarter + quarter / 2);
    List<List<ProxyMemory>> late = looks.subList(looks.size() - quarter, looks.size());
    Map<String, Object> figures = new LinkedHashMap<>();
    double before = mean(early, ProxyMemory::heap);
    double after = mean(late, ProxyMemory::heap);
    figures.put("heapEarlyMiB", round(before / MEBIBYTE));
    figures.put("heapLateMiB", round(after / MEBIBYTE));
    figures.put("ratio", round(after / before));
    figures.put("besideHeapEarlyMiB", round(mean(early, ProxyMemory::beside) / MEBIBYTE));
    figures.put("besideHeapLateMiB", round(mean(late, ProxyMemory::beside) / MEBIBYTE));
    figures.put("residentEarlyMiB", round(mean(early, ProxyMemory::resident) / MEBIBYTE));
    figures.put("residentLateMiB", round(mean(late, ProxyMemory::resident) / MEBIBYTE));
    figures.put("threadsEarly", round(mean(early, ProxyMemory::threads)));
    figures.put("threadsLate", round(mean(late, ProxyMemory::threads)));
    figures.put("calls", calls);
    figures.put("callsPerSecond", round(calls / seconds));
    figures.put("minutes", MINUTES);
    return figures;
  }

  /** Mean over the looks of the sum over the proxies. */
  private static double mean(List<List<ProxyMemory>> looks, ToDoubleFunction<ProxyMemory> what) {
    return looks.stream().mapToDouble(look -> sum(look, what)).average().orElseThrow();
  }

  private static double sum(List<ProxyMemory> look, ToDoubleFunction<ProxyMemory> what) {
    return look.stream().mapToDouble(what).sum();
  }

  private static String line(List<ProxyMemory> look, int calls) {
    return "%d calls: heap %.1f MiB, beside it %.1f MiB, resident %.1f MiB, %.0f threads"
        .formatted(
            calls,
            sum(look, ProxyMemory::heap) / MEBIBYTE,
            sum(look, ProxyMemory::beside) / MEBIBYTE,
            sum(look, ProxyMemory::resident) / MEBIBYTE,
            sum(look, ProxyMemory::threads));
  }

  private static double round(double figure) {
    return Math.round(figure * 1000) / 1000.0;
  }
}
