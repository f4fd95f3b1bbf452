package io.govchain.crosschain.simulation;

import java.util.random.RandomGenerator;

/**
 * What goes wrong in a world, until {@link #END}; after that everything works again.
 *
 * @param loss chance that a delivery attempt, or its acknowledgement, is lost
 * @param slowest longest delay of a message in milliseconds; reorders messages
 * @param crash chance per party and second of a crash
 * @param longestOutage in milliseconds; may reach past deadlines
 * @param diskLoss chance per party and second of a crash that leaves an empty disk
 * @param forgery chance per second that somebody claims what is not theirs to claim
 */
record Faults(
    double loss, int slowest, double crash, int longestOutage, double diskLoss, double forgery) {
  static final long END = 150_000;

  static Faults of(RandomGenerator random) {
    return switch (random.nextInt(5)) {
      case 0 -> new Faults(0, 300, 0, 0, 0, 0.9);
      case 1 -> new Faults(0.3, 4_000, 0, 0, 0, 0.1);
      case 2 -> new Faults(0.1, 1_500, 0.03, 8_000, 0, 0.05);
      case 3 -> new Faults(0.4, 8_000, 0.01, 90_000, 0, 0.02);
      default -> new Faults(0.1, 2_000, 0.01, 5_000, 0.01, 0.05);
    };
  }

  /** Whether nothing is lost and nobody crashes: then what can settle must settle. */
  boolean areMild() {
    return loss == 0 && crash == 0;
  }
}
