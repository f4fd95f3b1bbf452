package io.govchain.cli;

import io.govchain.simulation.Report;
import io.govchain.simulation.Simulation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the transaction engine in simulated worlds. */
@Command(
    name = "simulate",
    description = {
      "Run the transaction engine in small worlds made by seed: many parties, virtual time, lost and"
          + " late messages, crashes, chains that stall, people who lie. After every event the"
          + " invariants I1 to I10 are checked; then mistakes are built into the engine, each of"
          + " which must break one.",
      "Exit code 1 if an invariant was broken, a mistake was not noticed or, from 2000 worlds on, a"
          + " state was not met by every kind of input."
    },
    footer = {
      "",
      "Examples:",
      "  govchain simulate",
      "  govchain simulate --seeds 100000 --json",
      "  govchain simulate --seed 1789"
    })
final class SimulateCommand extends GovchainCommand {
  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How many worlds, with one seed after the other (default: 2000).")
  private Long seeds;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The first seed (default: 0). Without --seeds this one world, no mistakes.")
  private Long seed;

  @Override
  void run(Output out) {
    if (seeds != null && seeds < 1) {
      throw CommandFailure.usage("--seeds: expected at least 1, actual " + seeds);
    }
    Report report = report();
    out.result(report.totals(), SimulationText.of(report));
    if (!report.isGood()) {
      throw CommandFailure.refused("invariant-broken", SimulationText.failure(report));
    }
  }

  private Report report() {
    if (seed != null && seeds == null) {
      return Simulation.replay(seed);
    }
    return Simulation.campaign(
        seed == null ? 0 : seed, seeds == null ? Simulation.STANDARD_SEEDS : seeds);
  }
}
