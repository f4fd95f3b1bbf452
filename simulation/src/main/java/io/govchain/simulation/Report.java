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
    return violations == 0 && mutants.stream().allMatch(MutantTried::isCaught) && visited;
  }

  /** Mistakes in real code, or those in the model of what surrounds it. */
  public List<MutantTried> mutantsOf(boolean realCode) {
    return mutants.stream().filter(mutant -> mutant.ofRealCode() == realCode).toList();
  }

  /** How many of these broke an invariant. */
  public static int caught(List<MutantTried> tried) {
    return (int) tried.stream().filter(MutantTried::isCaught).count();
  }

  /** The numbers alone. */
  public Totals totals() {
    List<MutantTried> real = mutantsOf(true);
    List<MutantTried> model = mutantsOf(false);
    return new Totals(
        caught(model),
        model.size(),
        model.stream().map(MutantTried::mutant).toList(),
        seeds,
        events,
        violations,
        transitionsVisited,
        transitionsTotal,
        caught(real),
        real.size());
  }

  /**
   * What a campaign ends with; each as in {@link Report}.
   *
   * @param modelMistakesCaught mistakes in the model of what surrounds the real code that broke an
   *     invariant; apart, since they show what the invariants notice and nothing of the real code
   * @param modelMistakesTotal such mistakes that were tried
   * @param modelMistakes their names
   * @param mutantsCaught mistakes in real code that broke an invariant
   * @param mutantsTotal such mistakes that were tried
   */
  public record Totals(
      int modelMistakesCaught,
      int modelMistakesTotal,
      List<String> modelMistakes,
      long seeds,
      long events,
      long violations,
      int transitionsVisited,
      int transitionsTotal,
      int mutantsCaught,
      int mutantsTotal) {
    public Totals {
      modelMistakes = List.copyOf(modelMistakes);
    }
  }

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
   * A mistake wrapped around real code, or made in the model of what surrounds it.
   *
   * @param ofRealCode whether it is in code that runs in the services
   * @param seeds worlds that it went through until it was caught, or all
   * @param caughtBy title of the invariant that it broke, empty if none
   */
  public record MutantTried(
      String mutant, String mistake, boolean ofRealCode, long seeds, String caughtBy) {

    /** Whether it broke an invariant. */
    public boolean isCaught() {
      return !caughtBy.isEmpty();
    }
  }
}
