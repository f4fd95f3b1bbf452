package io.govchain.testnet.consortium;

import io.govchain.testnet.NetworkKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What consortium to set up.
 *
 * @param home where all its files go; must not exist or be empty
 * @param kind what the governance chain runs on; business chains are always embedded
 * @param governanceBlockTime of the governance chain
 * @param subchainBlockTime of every business chain
 * @param load what the proxies are prepared for
 * @param route where others find what listens at an address: this is what is registered
 */
public record Setup(
    Path home,
    NetworkKind kind,
    Duration governanceBlockTime,
    Duration subchainBlockTime,
    Load load,
    UnaryOperator<URI> route) {

  /** What the proxies of a consortium are prepared for. */
  public enum Load {
    /** A few calls at a time, started quickly, with the settings that a proxy has by itself. */
    LIGHT,
    /** As many calls as the machine bears: no limit per application in their way. */
    HEAVY
  }

  /** Embedded chains with blocks of one second, as a production network would have them. */
  public static Setup embedded(Path home) {
    Duration second = Duration.ofSeconds(1);
    return new Setup(home, NetworkKind.ANVIL, second, second, Load.LIGHT, UnaryOperator.identity());
  }

  /** The same chains with other block times. */
  public Setup withBlockTimes(Duration governance, Duration subchain) {
    return new Setup(home, kind, governance, subchain, load, route);
  }

  /** The same with proxies that are prepared for this load. */
  public Setup withLoad(Load expected) {
    return new Setup(home, kind, governanceBlockTime, subchainBlockTime, expected, route);
  }

  /** The same with proxies that find each other on other ways, for example through faulty links. */
  public Setup withRoute(UnaryOperator<URI> other) {
    return new Setup(home, kind, governanceBlockTime, subchainBlockTime, load, other);
  }
}
