package io.govchain.testnet;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of an Anvil process. */
record AnvilCommand(Path program, ChainSpec spec, GenesisFile genesis, int port) {
  private static final String RECENT_STATES = "64";

  /** A chain from its genesis file, in memory only; its clock starts {@code now}. */
  ChildCommand fromGenesis(Instant now) {
    List<String> arguments = common();
    arguments.addAll(List.of("--block-time", seconds(spec.blockTime())));
    arguments.addAll(List.of("--init", genesis.path().toString()));
    // The genesis file's own time is a constant. Anvil would count on from there.
    arguments.addAll(List.of("--timestamp", Long.toString(now.getEpochSecond())));
    return command(arguments);
  }

  /** A chain from its saved state, which is saved again every {@code interval} and at the end. */
  ChildCommand fromState(Path state, Duration interval) {
    List<String> arguments = common();
    arguments.addAll(List.of("--block-time", seconds(spec.blockTime())));
    arguments.addAll(List.of("--chain-id", Long.toString(spec.chainId())));
    arguments.addAll(List.of("--state", state.toString()));
    arguments.addAll(List.of("--state-interval", Long.toString(interval.toSeconds())));
    return command(arguments);
  }

  /**
   * A chain for a moment's work: its clock stands, blocks are made on demand, any sender is taken.
   */
  ChildCommand scratch(Instant clock) {
    List<String> arguments = common();
    arguments.addAll(List.of("--init", genesis.path().toString()));
    arguments.addAll(List.of("--timestamp", Long.toString(clock.getEpochSecond())));
    arguments.addAll(List.of("--no-mining", "--auto-impersonate"));
    return command(arguments);
  }

  private List<String> common() {
    List<String> arguments = new ArrayList<>(always());
    if (spec.recentStatesOnly()) {
      arguments.addAll(List.of("--prune-history", RECENT_STATES));
    }
    return arguments;
  }

  private List<String> always() {
    return List.of(
        program.toString(),
        "--host",
        "127.0.0.1",
        "--port",
        Integer.toString(port),
        "--gas-limit",
        Long.toString(genesis.gasLimit()),
        // As on the Besu chains: gas is counted and limited, but costs nothing.
        "--gas-price",
        "0",
        "--base-fee",
        "0",
        "--disable-min-priority-fee",
        // All gas prices are equal, so the order of arrival is the only fair one.
        "--order",
        "fifo",
        "--hardfork",
        "prague",
        // Prefunded accounts with well-known keys have no place on a governance chain.
        "--accounts",
        "0",
        "--cache-path",
        spec.directory().resolve("cache").toString(),
        "--no-cors",
        "--color",
        "never");
  }

  private ChildCommand command(List<String> arguments) {
    return new ChildCommand(
        "anvil of chain " + spec.name(), arguments, Map.of(), spec.directory(), log(spec));
  }

  static Path log(ChainSpec spec) {
    return spec.directory().resolve(spec.name() + ".log");
  }

  /** Plain decimal: 250 ms is 0.25. */
  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
  }
}
