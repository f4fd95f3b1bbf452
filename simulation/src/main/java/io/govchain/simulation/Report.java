package io.govchain.simulation;

import java.util.List;

/**
 * What a campaign of simulated worlds found.
 *
 * @param seeds worlds that were run
 * @param events things that happened in them
 * @param violations worlds in which an invariant was broken
 * @param transitionsVisited pairs of state and input that the engine was in
 * @param transitionsTotal pairs that there are
 * @param mutantsCaught mistakes wrapped around the engine that broke an invariant
 * @param mutantsTotal mistakes that were tried
 * @param violated the violations, by seed
 * @param transitionsMissing pairs that were not visited
 * @param mutants what became of each mutant
 */
public record Report(
    long seeds,
    long events,
    long violations,
    int transitionsVisited,
    int transitionsTotal,
    int mutantsCaught,
    int mutantsTotal,
    List<Violated> violated,
    List<String> transitionsMissing,
    List<MutantTried> mutants) {

  public Report {
    violated = List.copyOf(violated);
    transitionsMissing = List.copyOf(transitionsMissing);
    mutants = List.copyOf(mutants);
  }

  /**
   * Whether nothing was violated, every mutant was caught and, by as many worlds as the standard
   * campaign has, every transition was visited.
   */
  public boolean isGood() {
    boolean visited = seeds < Simulation.STANDARD_SEEDS || transitionsMissing.isEmpty();
    return violations == 0 && mutantsCaught == mutantsTotal && visited;
  }

  /** The numbers alone. */
  public Totals totals() {
    return new Totals(
        seeds,
        events,
        violations,
        transitionsVisited,
        transitionsTotal,
        mutantsCaught,
        mutantsTotal);
  }

  /** What a campaign ends with; each as in {@link Report}. */
  public record Totals(
      long seeds,
      long events,
      long violations,
      int transitionsVisited,
      int transitionsTotal,
      int mutantsCaught,
      int mutantsTotal) {}

  /**
   * A broken invariant.
   *
   * @param seed the world, for {@code --seed}
   * @param world what the world was like
   * @param trace what happened last, of the transaction concerned
   */
  public record Violated(
      long seed, Invariant invariant, String what, List<String> world, List<String> trace) {
    public Violated {
      world = List.copyOf(world);
      trace = List.copyOf(trace);
    }
  }

  /**
   * A mistake wrapped around the engine.
   *
   * @param seeds worlds that it went through until it was caught, or all
   * @param caughtBy title of the invariant that it broke, empty if none
   */
  public record MutantTried(String mutant, String mistake, long seeds, String caughtBy) {}
}
