package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.store.ConsoleStore.OtherChain;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was said once counts once. */
class NoncesTest {
  private static final String ACCOUNT = "0x" + "aa".repeat(20);
  private static final long STANDSTILL = 1_000_000;
  private static final long NOW = STANDSTILL + 10 * 86_400;

  @TempDir Path folder;

  @Test
  void shouldRefuseAgain_whenTheChainStoodStillWhileStatementsOfTodayWereUsed() {
    try (ConsoleStore store =
        ConsoleStore.open(
            folder.resolve("index.db"), 1, "0x00", OtherChain.REFUSE, new SimpleMeterRegistry())) {
      Nonces nonces = store.nonces();
      assertThat(nonces.use(ACCOUNT, "0x01", STANDSTILL, STANDSTILL - 86_400)).isTrue();
      assertThat(nonces.use(ACCOUNT, "0x02", NOW, STANDSTILL - 86_400)).isTrue();
      assertThat(nonces.use(ACCOUNT, "0x01", STANDSTILL, STANDSTILL - 86_400)).isFalse();
    }
  }
}
