package io.govchain.service.loop;

import io.govchain.service.http.HealthProbe;
import io.govchain.service.http.HealthProbe.Finding;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** All endless work of a service, watched in one place. */
public final class Loops {
  private final MeterRegistry metrics;
  private final List<Loop> all = new CopyOnWriteArrayList<>();

  /** Counts failed rounds there. */
  public Loops(MeterRegistry metrics) {
    this.metrics = metrics;
    Gauge.builder("govchain.loops.failing", all, Loops::failing)
        .description("Endless work of this service that does not get on")
        .register(metrics);
  }

  /** Work that begins with {@link Loop#start}, one round right after the other. */
  public Loop add(String name, Round round) {
    return add(name, Duration.ZERO, round);
  }

  /**
   * Work that begins with {@link Loop#start}.
   *
   * @param between a round that succeeded and the next; no part of a round, as what failed would be
   *     named until the wait after it is over
   */
  public Loop add(String name, Duration between, Round round) {
    Counter failed =
        Counter.builder("govchain.loop.failures")
            .tag("loop", name)
            .description("Rounds of endless work that failed and were followed by another")
            .register(metrics);
    Loop loop = new Loop(name, between, round, failed::increment);
    all.add(loop);
    return loop;
  }

  /** Whether all of it gets on. */
  public HealthProbe probe() {
    return HealthProbe.of("loops", this::finding);
  }

  private Finding finding() {
    if (Memory.ranOut()) {
      return Finding.failed("memory ran out; the process is to be restarted");
    }
    String problems =
        all.stream().flatMap(loop -> loop.problem().stream()).collect(Collectors.joining("; "));
    return problems.isEmpty() ? Finding.ok(all.size() + " go on") : Finding.failed(problems);
  }

  private static double failing(List<Loop> loops) {
    return (Memory.ranOut() ? 1 : 0)
        + loops.stream().map(Loop::problem).filter(Optional::isPresent).count();
  }
}
