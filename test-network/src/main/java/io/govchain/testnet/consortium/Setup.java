package io.govchain.testnet.consortium;

import io.govchain.testnet.NetworkKind;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What consortium to set up.
 *
 * @param home where all its files go; must not exist or be empty
 * @param kind what the governance chain runs on; business chains are always embedded
 * @param governanceBlockTime of the governance chain
 * @param subchainBlockTime of every business chain
 */
public record Setup(
    Path home, NetworkKind kind, Duration governanceBlockTime, Duration subchainBlockTime) {

  /** Embedded chains with blocks of one second, as a production network would have them. */
  public static Setup embedded(Path home) {
    return new Setup(home, NetworkKind.ANVIL, Duration.ofSeconds(1), Duration.ofSeconds(1));
  }

  /** The same chains with other block times. */
  public Setup withBlockTimes(Duration governance, Duration subchain) {
    return new Setup(home, kind, governance, subchain);
  }
}
