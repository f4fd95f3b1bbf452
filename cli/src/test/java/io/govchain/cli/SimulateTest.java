package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.simulation.Report;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulateTest {
  private static final List<String> ENDS_WITH =
      List.of(
          "seeds",
          "events",
          "violations",
          "transitionsVisited",
          "transitionsTotal",
          "mutantsCaught",
          "mutantsTotal");

  /** Apart from the numbers of real code, and before them. */
  private static final List<String> MODEL_MISTAKES =
      List.of("modelMistakesCaught", "modelMistakesTotal", "modelMistakes");

  @Test
  void shouldTellTheNumbersAlone_whenAskedForJson() {
    Run run = Run.of("simulate", "--seeds", "3", "--json");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.json().fieldNames())
        .toIterable()
        .containsExactlyElementsOf(
            Stream.concat(MODEL_MISTAKES.stream(), ENDS_WITH.stream()).toList());
    assertThat(run.json().path("seeds").asInt()).isEqualTo(3);
    assertThat(run.json().path("violations").asInt()).isZero();
    assertThat(run.json().path("mutantsTotal").asInt()).isGreaterThanOrEqualTo(20);
    assertThat(run.json().path("mutantsCaught")).isEqualTo(run.json().path("mutantsTotal"));
    assertThat(run.json().path("modelMistakes")).hasSize(6);
    assertThat(run.json().path("modelMistakesCaught").asInt()).isEqualTo(6);
    assertThat(run.json().path("modelMistakesTotal").asInt()).isEqualTo(6);
  }

  /**
   * What the command prints of a report is all that is asked: every campaign tries all mistakes.
   */
  @Test
  void shouldTellWhatCaughtEachMistake_andEndWithTheNumbers() {
    List<Report.MutantTried> mutants =
        List.of(
            new Report.MutantTried("SpeaksForOthers", "it does", true, 3, "I5 only who may"),
            new Report.MutantTried("NeverUndoes", "it never does", true, 2_000, ""),
            new Report.MutantTried("ForgetsItsOrders", "it does", false, 1, "I2 at most once"));
    Report report = new Report(1, 2_000, 0, 5, 210, List.of(), List.of(), mutants);

    List<String> lines = SimulationText.of(report).lines().toList();

    assertThat(lines).anyMatch(line -> line.matches("caught +SpeaksForOthers +world 3: I5 .*"));
    assertThat(lines).anyMatch(line -> line.matches("SURVIVED +NeverUndoes +it never does"));
    int apart = lines.indexOf(SimulationText.OF_THE_MODEL);
    assertThat(lines.subList(apart, lines.size()))
        .anyMatch(line -> line.matches("caught +ForgetsItsOrders +world 1: .*"))
        .noneMatch(line -> line.contains("SpeaksForOthers"));
    for (String key : ENDS_WITH) {
      assertThat(lines.getLast()).containsPattern("\\b" + key + " \\d+");
    }
    assertThat(lines.getLast()).endsWith("mutantsCaught 1, mutantsTotal 2");
  }

  @Test
  void shouldTellTheSame_whenOneWorldIsRunAgain() {
    Run run = Run.of("simulate", "--seed", "7");

    assertThat(run.out()).startsWith("seeds 1, ").contains("mutantsTotal 0");
    assertThat(Run.of("simulate", "--seed", "7")).isEqualTo(run);
  }

  @Test
  void shouldSayWhatIsExpected_whenThereAreNoWorlds() {
    assertThat(Run.of("simulate", "--seeds", "0").err())
        .contains("--seeds: expected at least 1, actual 0");
  }
}
