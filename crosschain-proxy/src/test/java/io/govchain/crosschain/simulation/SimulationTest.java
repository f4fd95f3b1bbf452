package io.govchain.crosschain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Hundreds of small worlds in which messages get lost, repeated and reordered, processes die at any
 * point, subchains refuse, hang and lie. A failure prints its seed; run that seed alone with {@code
 * -Dsimulation.seed=N}, more of them with {@code -Dsimulation.seeds=N}.
 */
class SimulationTest {
  private static final long SEEDS = Long.getLong("simulation.seeds", 300);

  @Test
  void shouldKeepEveryInvariant_whateverHappens() throws IOException {
    Long only = Long.getLong("simulation.seed");
    if (only != null) {
      new World(only, Brain.HONEST).run();
      return;
    }
    for (long seed = 0; seed < SEEDS; seed++) {
      new World(seed, Brain.HONEST).run();
    }
    assertThat(Visits.unlisted(Files.readString(Path.of("..", "docs", "engine-states.md"))))
        .as("transitions that the engine's table does not have")
        .isEmpty();
  }
}
