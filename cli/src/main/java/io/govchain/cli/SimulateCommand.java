package io.govchain.cli;

import io.govchain.simulation.Report;
import io.govchain.simulation.Simulation;
import picocli.CommandLine.ArgGroup;
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
      "Exit code 1 if an invariant was broken or a mistake was not noticed."
    },
    footer = {
      "",
      "Examples:",
      "  govchain simulate --seeds 2000",
      "  govchain simulate --seed 1789"
    })
final class SimulateCommand extends GovchainCommand {
  private static final long STANDARD = 2_000;

  @ArgGroup private Which which = new Which();

  /** Many worlds or one. */
  private static final class Which {
    @Option(
        names = "--seeds",
        paramLabel = "N",
        description = "How many worlds, with the seeds 0 to N-1 (default: 2000).")
    private Long seeds;

    @Option(
        names = "--seed",
        paramLabel = "S",
        description = "This one world again, without the mistakes.")
    private Long seed;
  }

  @Override
  void run(Output out) {
    long seeds = which.seeds == null ? STANDARD : which.seeds;
    if (seeds < 1) {
      throw CommandFailure.usage("--seeds: expected at least 1, actual " + seeds);
    }
    Report report =
        which.seed == null ? Simulation.campaign(seeds) : Simulation.replay(which.seed);
    out.result(report, SimulationText.of(report));
    if (!report.isGood()) {
      throw CommandFailure.refused("invariant-broken", SimulationText.failure(report));
    }
  }
}
