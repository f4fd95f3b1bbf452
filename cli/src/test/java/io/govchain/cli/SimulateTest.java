package io.govchain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

  @Test
  void shouldTellTheNumbersAlone_whenAskedForJson() {
    Run run = Run.of("simulate", "--seeds", "3", "--json");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.json().fieldNames()).toIterable().containsExactlyElementsOf(ENDS_WITH);
    assertThat(run.json().path("seeds").asInt()).isEqualTo(3);
    assertThat(run.json().path("violations").asInt()).isZero();
    assertThat(run.json().path("mutantsTotal").asInt()).isGreaterThanOrEqualTo(20);
    assertThat(run.json().path("mutantsCaught")).isEqualTo(run.json().path("mutantsTotal"));
  }

  @Test
  void shouldTellWhatCaughtEachMistake_andEndWithTheNumbers() {
    Run run = Run.of("simulate", "--seeds", "1", "--seed", "7");

    List<String> lines = run.out().lines().toList();
    assertThat(lines).anyMatch(line -> line.matches("caught +SpeaksForOthers +world \\d+: I5 .*"));
    for (String key : ENDS_WITH) {
      assertThat(lines.getLast()).containsPattern("\\b" + key + " \\d+");
    }
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
