package io.govchain.cli;

import io.govchain.simulation.Report;
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
    lines.add("seeds              " + report.seeds());
    lines.add("events             " + report.events());
    lines.add("violations         " + report.violations());
    lines.add("transitionsVisited " + report.transitionsVisited());
    lines.add("transitionsTotal   " + report.transitionsTotal());
    lines.add("mutantsCaught      " + report.mutantsCaught());
    lines.add("mutantsTotal       " + report.mutantsTotal());
    return String.join(System.lineSeparator(), lines);
  }

  static String failure(Report report) {
    return "%d of %d worlds broke an invariant (first seed %s), %d of %d mistakes were noticed"
        .formatted(
            report.violations(),
            report.seeds(),
            report.violated().stream().map(Report.Violated::seed).map(String::valueOf).findFirst().orElse("none"),
            report.mutantsCaught(),
            report.mutantsTotal());
  }
}
