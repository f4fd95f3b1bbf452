package io.govchain.testnet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * What chain to run.
 *
 * @param name short name for messages, processes and log files, for example {@code governance}
 * @param chainId must be the one in the genesis file; every start verifies it
 * @param genesis a genesis file made by {@link GenesisGenerator}
 * @param directory where logs, keys and data of the chain go; created when missing
 * @param blockTime time between blocks. Besu knows whole seconds only (from its genesis file);
 *     Anvil takes fractions, and blocks of one second then share a timestamp
 * @param port RPC and WebSocket port of the first node; empty: a free one is chosen
 * @param stateInterval Anvil only: how often the state is saved, so that the chain can be stopped
 *     and started again. What happened since the last save is lost when the process is killed.
 *     Empty: the chain lives in memory and ends with its process. Besu always keeps its data
 * @param recentStatesOnly Anvil only: states of old blocks are forgotten instead of written to the
 *     directory, where those of a long chain take gigabytes; blocks, receipts and logs stay
 * @param validators keys of the nodes that make blocks; Anvil ignores them
 * @param auditNodes keys of the nodes that only follow; Anvil ignores them
 */
public record ChainSpec(
    String name,
    long chainId,
    Path genesis,
    Path directory,
    Duration blockTime,
    OptionalInt port,
    Optional<Duration> stateInterval,
    boolean recentStatesOnly,
    List<NodeKey> validators,
    List<NodeKey> auditNodes) {
  private static final Duration SHORTEST_BLOCK_TIME = Duration.ofMillis(10);

  public ChainSpec {
    if (blockTime.compareTo(SHORTEST_BLOCK_TIME) < 0) {
      throw new IllegalArgumentException(
          "%s: block time must be at least %s, got %s"
              .formatted(name, SHORTEST_BLOCK_TIME, blockTime));
    }
    if (stateInterval.isPresent() && stateInterval.get().compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "%s: state interval must be at least 1 s, got %s".formatted(name, stateInterval.get()));
    }
    validators = List.copyOf(validators);
    auditNodes = List.copyOf(auditNodes);
  }

  /** A chain with blocks of one second on a free port, in memory, without Besu nodes. */
  public static ChainSpec of(String name, long chainId, Path genesis, Path directory) {
    return new ChainSpec(
        name,
        chainId,
        genesis.toAbsolutePath(),
        directory.toAbsolutePath(),
        Duration.ofSeconds(1),
        OptionalInt.empty(),
        Optional.empty(),
        false,
        List.of(),
        List.of());
  }

  public ChainSpec withBlockTime(Duration time) {
    return with(draft -> draft.blockTime = time);
  }

  public ChainSpec withPort(int number) {
    return with(draft -> draft.port = OptionalInt.of(number));
  }

  public ChainSpec withStateSavedEvery(Duration interval) {
    return with(draft -> draft.stateInterval = Optional.of(interval));
  }

  public ChainSpec withRecentStatesOnly() {
    return with(draft -> draft.recentStatesOnly = true);
  }

  public ChainSpec withNodes(List<NodeKey> validatorKeys, List<NodeKey> auditKeys) {
    return with(
        draft -> {
          draft.validators = validatorKeys;
          draft.auditNodes = auditKeys;
        });
  }

  private ChainSpec with(Consumer<Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    return new ChainSpec(
        name,
        chainId,
        genesis,
        directory,
        draft.blockTime,
        draft.port,
        draft.stateInterval,
        draft.recentStatesOnly,
        draft.validators,
        draft.auditNodes);
  }

  /** What of this chain may be chosen otherwise. */
  private final class Draft {
    private Duration blockTime = ChainSpec.this.blockTime;
    private OptionalInt port = ChainSpec.this.port;
    private Optional<Duration> stateInterval = ChainSpec.this.stateInterval;
    private boolean recentStatesOnly = ChainSpec.this.recentStatesOnly;
    private List<NodeKey> validators = ChainSpec.this.validators;
    private List<NodeKey> auditNodes = ChainSpec.this.auditNodes;
  }
}
