package io.govchain.crosschain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation is only worth what it catches: known mistakes must not survive it. */
class MutantTest {
  private static final int SEEDS = 200;

  @ParameterizedTest
  @EnumSource(Mutants.class)
  void shouldViolateItsInvariant_whenTheEngineHasThisDefect(Mutants mutant) {
    assertThat(firstViolation(mutant)).as(mutant.name()).startsWith(mutant.caughtBy);
  }

  private static String firstViolation(Mutants mutant) {
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        new World(seed, mutant::apply).run();
      } catch (Violation caught) {
        return caught.invariant;
      }
    }
    return "nothing noticed in %d worlds".formatted(SEEDS);
  }
}
