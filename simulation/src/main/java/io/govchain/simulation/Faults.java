package io.govchain.simulation;

import java.util.random.RandomGenerator;

/**
 * What goes wrong in a world, until {@link #END}; after that everything works again.
 *
 * @param loss chance that a delivery attempt, or its acknowledgement, is lost
 * @param duplication chance that a message arrives a second time, much later
 * @param slowest longest delay of a message in milliseconds; reorders messages
 * @param partition chance per second that two parties cannot reach each other for a while
 * @param crash chance per process and second of a crash
 * @param longestOutage in milliseconds; may reach past deadlines
 * @param diskLoss chance per party and second of a crash that leaves an empty disk
 * @param soleLoss whether one proxy of one party loses its disk once, and nothing else goes wrong
 * @param stall chance per second and chain that it makes no blocks for a while
 * @param reorganisation chance per second that a chain without finality drops its newest blocks
 * @param governance chance per second that an institution is suspended or restricted for a while,
 *     or a pipeline taken out of use or amended
 * @param closing chance per second that a pipeline is closed, or expires, for good
 * @param forgery chance per second that somebody claims what is not theirs to claim
 * @param liar whether one of the parties lies about its own chain
 * @param foreignOpening chance per call that somebody else opens a record under its id
 * @param lag chance per node and second that it stays behind its chain for a while
 */
record Faults(
    double loss,
    double duplication,
    int slowest,
    double partition,
    double crash,
    int longestOutage,
    double diskLoss,
    boolean soleLoss,
    double stall,
    double reorganisation,
    double governance,
    double closing,
    double forgery,
    boolean liar,
    double foreignOpening,
    double lag) {
  static final long END = 150_000;

  private static final double FOREIGN_OPENING = 0.15;
  private static final double LAG = 0.006;

  /** With what strangers and nodes do everywhere but where one loss is to be the only trouble. */
  private Faults(
      double loss,
      double duplication,
      int slowest,
      double partition,
      double crash,
      int longestOutage,
      double diskLoss,
      boolean soleLoss,
      double stall,
      double reorganisation,
      double governance,
      double closing,
      double forgery,
      boolean liar) {
    this(
        loss,
        duplication,
        slowest,
        partition,
        crash,
        longestOutage,
        diskLoss,
        soleLoss,
        stall,
        reorganisation,
        governance,
        closing,
        forgery,
        liar,
        soleLoss ? 0 : FOREIGN_OPENING,
        loss + crash > 0 ? LAG : 0);
  }

  static Faults of(RandomGenerator random) {
    return switch (random.nextInt(13)) {
      case 0 -> new Faults(0, 0.2, 300, 0, 0, 0, 0, false, 0, 0, 0, 0, 0.5, false);
      case 8 -> new Faults(0, 0, 1_000, 0, 0, 0, 0, false, 0, 0, 0, 0.02, 0.05, false);
      case 9, 10, 11 -> new Faults(0, 0.1, 1_000, 0, 0, 0, 0, true, 0, 0, 0, 0.004, 0, false);
      case 1 -> new Faults(0.3, 0.1, 4_000, 0.02, 0, 0, 0, false, 0, 0, 0, 0, 0.1, false);
      case 2 ->
          new Faults(0.1, 0.1, 1_500, 0, 0.03, 8_000, 0, false, 0.005, 0.1, 0, 0, 0.05, false);
      case 3 ->
          new Faults(0.4, 0.1, 8_000, 0.03, 0.01, 90_000, 0, false, 0.01, 0, 0, 0, 0.02, false);
      case 4 ->
          new Faults(0.1, 0.2, 2_000, 0, 0.01, 5_000, 0.008, false, 0, 0, 0, 0.004, 0.05, false);
      case 5 ->
          new Faults(0.05, 0.1, 1_000, 0.02, 0, 0, 0, false, 0.02, 0.2, 0.01, 0.004, 0.05, false);
      case 6 -> new Faults(0, 0.1, 500, 0, 0, 0, 0, false, 0, 0, 0, 0, 0.3, true);
      case 7 ->
          new Faults(
              0.15, 0.1, 2_000, 0.01, 0.01, 10_000, 0, false, 0.005, 0.1, 0.01, 0.004, 0.1, true);
      default ->
          new Faults(
              0.2, 0.2, 3_000, 0.02, 0.02, 30_000, 0.005, false, 0.01, 0.1, 0.01, 0.004, 0.1, true);
    };
  }

  /** The same with other rates of what is named last. */
  Faults with(double otherForeignOpening, double otherLag) {
    return new Faults(
        loss,
        duplication,
        slowest,
        partition,
        crash,
        longestOutage,
        diskLoss,
        soleLoss,
        stall,
        reorganisation,
        governance,
        closing,
        forgery,
        liar,
        otherForeignOpening,
        otherLag);
  }

  /** Whether nothing is lost, nobody crashes and nobody lies: then what can settle must settle. */
  boolean areMild() {
    return loss == 0 && crash == 0 && !soleLoss && !liar;
  }
}
