package io.govchain.subchain.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.loop.Loops;
import io.govchain.subchain.world.ValueGovernance;
import io.govchain.subchain.world.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newest governance block outlives the process. */
class HighestBlockTest {
  @TempDir Path folder;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @Test
  void shouldTellTheNewestOfAllLives_whenTheProxyStartsAgain() {
    ValueGovernance ahead = new ValueGovernance(new World());
    ahead.nextBlock(1);
    assertThat(rememberedAfter(new ValueGovernance(new World()), false)).isEqualTo(-1);
    assertThat(rememberedAfter(ahead, true)).isEqualTo(ahead.block());

    assertThat(rememberedAfter(new ValueGovernance(new World()), true))
        .as("after a life on a node that is behind")
        .isEqualTo(ahead.block());
  }

  private long rememberedAfter(Governance governance, boolean looked) {
    try (Database database =
            Database.open(
                folder.resolve("proxy.db"),
                "classpath:io/govchain/subchain/migrations",
                DatabaseSettings.standard(),
                metrics);
        HighestBlock highest = new HighestBlock(database, governance, new Loops(metrics))) {
      if (looked) {
        highest.keep();
      }
      return highest.before();
    }
  }
}
