package io.govchain.cli;

import io.govchain.simulation.Report;
import io.govchain.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;

/** What a campaign of simulated worlds found, for people. */
final class SimulationText {
  private SimulationText() {}

  static String of(Report report) {
    List<String> lines = new ArrayList<>();
    for (Report.Violated violated : report.violated()) {
      lines.add("seed %d broke %s:".formatted(violated.seed(), violated.invariant().title()));
      lines.add("  " + violated.what());
      violated.world().forEach(line -> lines.add("  " + line));
      violated.trace().forEach(line -> lines.add("  " + line));
      lines.add("  again: govchain simulate --seed " + violated.seed());
      lines.add("");
    }
    for (Report.MutantTried mutant : report.mutants()) {
      boolean caught = !mutant.caughtBy().isEmpty();
      lines.add(
          "%-8s %-34s %s"
              .formatted(
                  caught ? "caught" : "SURVIVED",
                  mutant.mutant(),
                  caught
                      ? "world %d: %s".formatted(mutant.seeds(), mutant.caughtBy())
                      : mutant.mistake()));
    }
    if (!report.mutants().isEmpty()) {
      lines.add("");
    }
    if (report.seeds() >= Simulation.STANDARD_SEEDS && !report.transitionsMissing().isEmpty()) {
      lines.add("not visited: " + String.join(", ", report.transitionsMissing()));
      lines.add("");
    }
    Report.Totals totals = report.totals();
    lines.add(
        "seeds %d, events %d, violations %d, transitionsVisited %d, transitionsTotal %d, mutantsCaught %d, mutantsTotal %d"
            .formatted(
                totals.seeds(),
                totals.events(),
                totals.violations(),
                totals.transitionsVisited(),
                totals.transitionsTotal(),
                totals.mutantsCaught(),
                totals.mutantsTotal()));
    return String.join(System.lineSeparator(), lines);
  }

  static String failure(Report report) {
    return "%d of %d worlds broke an invariant (first seed %s), %d of %d mistakes were noticed, %d of %d transitions visited"
        .formatted(
            report.violations(),
            report.seeds(),
            report.violated().stream()
                .map(Report.Violated::seed)
                .map(String::valueOf)
                .findFirst()
                .orElse("none"),
            report.mutantsCaught(),
            report.mutantsTotal(),
            report.transitionsVisited(),
            report.transitionsTotal());
  }
}
