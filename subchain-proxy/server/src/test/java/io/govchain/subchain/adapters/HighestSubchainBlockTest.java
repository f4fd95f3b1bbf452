package io.govchain.subchain.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.loop.Loops;
import io.govchain.subchain.journal.PreparedWriteTable;
import io.govchain.subchain.world.ValueSubchain;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newest block of the subchain outlives the process. */
class HighestSubchainBlockTest {
  @TempDir Path folder;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final ValueSubchain chain = new ValueSubchain();

  @Test
  void shouldTellTheAdapterTheNewestOfAllLives_whenTheProxyStartsAgain() {
    live(7);
    assertThat(chain.expected()).as("in the first life").isEmpty();
    live(3);
    assertThat(chain.expected()).containsExactly("4242: 7");
    live(9);
    live(9);
    assertThat(chain.expected()).containsExactly("4242: 7", "4242: 7", "4242: 9");
  }

  @Test
  void shouldRememberNothing_whileTheChainDoesNotSayWhichItIs() {
    chain.nameless(true);
    live(7);
    chain.nameless(false);
    live(-1);

    assertThat(chain.expected()).isEmpty();
  }

  /** One life of the proxy, on a node that has this block. */
  private void live(long block) {
    chain.head(block);
    try (Database database =
        Database.open(
            folder.resolve("proxy.db"),
            "classpath:io/govchain/subchain/migrations",
            DatabaseSettings.standard(),
            metrics)) {
      LocalSubchain subchain =
          LocalSubchain.of(
              "evm", chain.adapter(new PreparedWriteTable(database), ValueSubchain.Death.NEVER));
      try (HighestSubchainBlock highest =
          new HighestSubchainBlock(database, subchain, new Loops(metrics))) {
        highest.start();
        highest.keep();
      }
    }
  }
}
