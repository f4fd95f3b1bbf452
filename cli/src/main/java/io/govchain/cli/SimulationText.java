package io.govchain.cli;

import io.govchain.simulation.Report;
import io.govchain.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;

/** What a campaign of simulated worlds found, for people. */
final class SimulationText {
  static final String OF_THE_MODEL =
      "in the simulation's model of what surrounds the real code, not counted below:";

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
    lines.addAll(tried(report.mutantsOf(true)));
    List<Report.MutantTried> model = report.mutantsOf(false);
    if (!model.isEmpty()) {
      lines.add(OF_THE_MODEL);
      lines.addAll(tried(model));
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

  private static List<String> tried(List<Report.MutantTried> mutants) {
    List<String> lines = new ArrayList<>();
    for (Report.MutantTried mutant : mutants) {
      lines.add(
          "%-8s %-34s %s"
              .formatted(
                  mutant.isCaught() ? "caught" : "SURVIVED",
                  mutant.mutant(),
                  mutant.isCaught()
                      ? "world %d: %s".formatted(mutant.seeds(), mutant.caughtBy())
                      : mutant.mistake()));
    }
    if (!mutants.isEmpty()) {
      lines.add("");
    }
    return lines;
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
            Report.caught(report.mutants()),
            report.mutants().size(),
            report.transitionsVisited(),
            report.transitionsTotal());
  }
}
