package io.govchain.simulation;

import io.govchain.simulation.mutation.Brain;
import io.govchain.simulation.mutation.Mutant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Runs worlds by seed. The same seed is the same world, whatever else runs. */
public final class Simulation {
  /** As many worlds as continuous integration runs. */
  public static final long STANDARD_SEEDS = 2_000;

  /** As many worlds as one mutant is given to show itself. */
  public static final int MUTANT_SEEDS = 2000;

  private static final int KEPT_VIOLATIONS = 10;

  private Simulation() {}

  /** Worlds with seeds from the first on, then every mutant in as many as it takes to catch it. */
  public static Report campaign(long first, long seeds) {
    return report(LongStream.range(first, first + seeds), true);
  }

  /** One world, without mutants. */
  public static Report replay(long seed) {
    return report(LongStream.of(seed), false);
  }

  private static Report report(LongStream seeds, boolean withMutants) {
    Visits visits = new Visits();
    AtomicLong worlds = new AtomicLong();
    AtomicLong events = new AtomicLong();
    List<Report.Violated> violated = new ArrayList<>();
    seeds
        .parallel()
        .mapToObj(seed -> new World(seed, Brain.HONEST).run())
        .forEach(
            run -> {
              synchronized (visits) {
                worlds.incrementAndGet();
                events.addAndGet(run.events());
                visits.addAll(run.visits());
                run.violation().ifPresent(violated::add);
              }
            });
    List<Report.Violated> first =
        violated.stream()
            .sorted((one, two) -> Long.compare(one.seed(), two.seed()))
            .limit(KEPT_VIOLATIONS)
            .toList();
    List<Report.MutantTried> mutants =
        withMutants ? Mutant.all().parallelStream().map(Simulation::tried).toList() : List.of();
    return new Report(
        worlds.get(),
        events.get(),
        violated.size(),
        visits.count(),
        Visits.total(),
        first,
        visits.missing(),
        mutants);
  }

  private static Report.MutantTried tried(Mutant mutant) {
    for (long seed = 0; seed < MUTANT_SEEDS; seed++) {
      Optional<Report.Violated> violation = new World(seed, mutant).run().violation();
      if (violation.isPresent()) {
        return new Report.MutantTried(
            mutant.name(),
            mutant.mistake(),
            mutant.isOfRealCode(),
            seed + 1,
            violation.get().invariant().title());
      }
    }
    return new Report.MutantTried(
        mutant.name(), mutant.mistake(), mutant.isOfRealCode(), MUTANT_SEEDS, "");
  }
}
