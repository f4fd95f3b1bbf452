package io.govchain.benchmarks;

import java.util.List;

/** Nearest-rank percentiles. */
final class Percentiles {
  private Percentiles() {}

  static double of(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.clamp(rank - 1, 0, sorted.size() - 1));
  }
}
