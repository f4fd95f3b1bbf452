package io.govchain.benchmarks;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Calls before anything counts, until the proxies spend most of their time on calls rather than on
 * compiling what they do. A number of calls says nothing about that: how long a JVM compiles
 * depends on its options, on the code and on what else the machine does meanwhile.
 *
 * @param calls how many there were
 * @param compilingShare of the processor time of the last round; empty where the system does not
 *     tell
 */
record WarmUp(int calls, OptionalDouble compilingShare) {
  /** Calls between two looks: enough that one look is not by chance. */
  static final int ROUND = 500;

  /** Of the proxies' processor time; far beyond it, the rest hardly shrinks from round to round. */
  static final double STEADY_SHARE = 0.1;

  /** As many as are made where nobody can tell what the time was spent on. */
  static final int UNTOLD = 5 * ROUND;

  /** So many calls at once, and what the processor time of the proxies was for meanwhile. */
  interface Round {
    Map<String, Double> millisByWork(int calls) throws Exception;
  }

  /**
   * Round after round until the share of compiling is small, or after so many calls.
   *
   * @param atMost calls; 0 for none
   */
  static WarmUp of(Round round, int atMost, Consumer<String> progress) throws Exception {
    int done = 0;
    OptionalDouble share = OptionalDouble.empty();
    while (done < atMost && !isSteady(share, done)) {
      int next = Math.min(ROUND, atMost - done);
      share = compilingShare(round.millisByWork(next));
      done += next;
      progress.accept("warmed up with %d calls, compiling: %s".formatted(done, percent(share)));
    }
    return new WarmUp(done, share);
  }

  private static boolean isSteady(OptionalDouble share, int done) {
    return share.isPresent() ? share.getAsDouble() < STEADY_SHARE : done >= UNTOLD;
  }

  /** Part of the processor time that went into compiling. */
  static OptionalDouble compilingShare(Map<String, Double> millisByWork) {
    double all = millisByWork.values().stream().mapToDouble(Double::doubleValue).sum();
    return all > 0
        ? OptionalDouble.of(
            millisByWork.getOrDefault(ThreadTimes.Work.COMPILING.label(), 0.0) / all)
        : OptionalDouble.empty();
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent() ? Math.round(share.getAsDouble() * 100) + " %" : "not told";
  }
}
