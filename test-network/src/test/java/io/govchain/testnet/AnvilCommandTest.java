package io.govchain.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnvilCommandTest {
  private static final Path GENESIS = Path.of("/chains/genesis.json");
  private static final ChainSpec SPEC =
      ChainSpec.of("evidence", 8601, GENESIS, Path.of("/chains/evidence"))
          .withBlockTime(Duration.ofMillis(250));

  private final AnvilCommand command =
      new AnvilCommand(
          Path.of("/bin/anvil"), SPEC, new GenesisFile(GENESIS, 8601, 60_000_000), 20_001);

  @Test
  void shouldMakeFreeBlocksOnLoopbackFromGenesis_whenInMemory() {
    assertThat(command.fromGenesis(Instant.ofEpochSecond(1_800_000_000)).arguments())
        .containsExactly(
            "/bin/anvil",
            "--host",
            "127.0.0.1",
            "--port",
            "20001",
            "--gas-limit",
            "60000000",
            "--gas-price",
            "0",
            "--base-fee",
            "0",
            "--disable-min-priority-fee",
            "--order",
            "fifo",
            "--hardfork",
            "prague",
            "--accounts",
            "0",
            "--cache-path",
            "/chains/evidence/cache",
            "--no-cors",
            "--color",
            "never",
            "--block-time",
            "0.25",
            "--init",
            "/chains/genesis.json",
            "--timestamp",
            "1800000000");
  }

  @Test
  void shouldNameTheStateAndNotTheGenesis_whenRestartable() {
    List<String> arguments =
        command.fromState(Path.of("/chains/state.json"), Duration.ofSeconds(2)).arguments();
    assertThat(arguments)
        .containsSequence("--chain-id", "8601")
        .containsSequence("--state", "/chains/state.json")
        .containsSequence("--state-interval", "2")
        .doesNotContain("--init", "--timestamp");
  }

  @Test
  void shouldForgetOldStates_whenOnlyRecentOnesAreWanted() {
    AnvilCommand recent =
        new AnvilCommand(
            Path.of("/bin/anvil"),
            SPEC.withRecentStatesOnly().withBlockTime(Duration.ofSeconds(1)),
            new GenesisFile(GENESIS, 8601, 60_000_000),
            20_001);

    assertThat(recent.fromGenesis(Instant.EPOCH).arguments())
        .containsSequence("--prune-history", "64");
    assertThat(command.fromGenesis(Instant.EPOCH).arguments()).doesNotContain("--prune-history");
  }

  @Test
  void shouldMakeNoBlockByItself_whenScratch() {
    assertThat(command.scratch(Instant.EPOCH).arguments())
        .contains("--no-mining", "--auto-impersonate")
        .doesNotContain("--block-time");
  }

  @Test
  void shouldLogIntoTheFileOfTheChain_whenStarted() {
    ChildCommand child = command.fromGenesis(Instant.EPOCH);
    assertThat(child.log()).isEqualTo(Path.of("/chains/evidence/evidence.log"));
    assertThat(child.name()).isEqualTo("anvil of chain evidence");
  }
}
