package io.govchain.testnet;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * A running chain. It ends with this JVM, in whatever way the JVM ends, unless it was {@linkplain
 * #release() released}.
 */
public sealed interface ChainNetwork extends AutoCloseable permits Anvil, Besu, BesuContainers {
  /**
   * Starts a chain and waits until it answers with the right chain id and can take transactions.
   *
   * @throws NetworkException when it cannot be started; nothing is left running then
   */
  static ChainNetwork start(NetworkKind kind, ChainSpec spec) {
    return switch (kind) {
      case ANVIL -> Anvil.start(spec);
      case BESU -> Besu.start(spec);
      case BESU_CONTAINERS -> BesuContainers.start(spec);
    };
  }

  ChainSpec spec();

  /** All nodes, validators first. */
  List<ChainNode> nodes();

  /** JSON-RPC over HTTP of the first node. */
  default URI rpc() {
    return nodes().getFirst().rpc();
  }

  /** JSON-RPC over WebSocket of the first node. */
  default URI ws() {
    return nodes().getFirst().ws();
  }

  /** The directory with the log files. */
  Path logs();

  /** The ids of the processes, in the order of {@link #nodes()}; empty for containers. */
  List<Long> pids();

  /** Whether every process of the chain runs (a paused one does). */
  boolean isRunning();

  /** Freezes every node where it stands: connections stay open and nobody answers. */
  void pause();

  /** Lets paused nodes go on. */
  void resume();

  /**
   * Starts a stopped chain again, on the same ports, from what it had saved.
   *
   * @throws NetworkException with {@link NetworkError#NOT_SUPPORTED} when the chain keeps nothing
   */
  void restart();

  /** Ends every node without warning (SIGKILL). */
  void kill();

  /** Ends the chain; what it keeps is saved first. Does nothing when it has ended already. */
  void stop();

  /** Lets the chain live on after this JVM. */
  void release();

  @Override
  default void close() {
    stop();
  }
}
