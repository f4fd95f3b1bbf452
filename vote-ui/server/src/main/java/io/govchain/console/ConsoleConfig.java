package io.govchain.console;

import io.govchain.console.evidence.AllowedNode;
import io.govchain.console.monitor.Thresholds;
import io.govchain.service.config.Default;
import io.govchain.service.config.GovernanceEndpoint;
import io.govchain.service.config.KeyFiles;
import io.govchain.service.config.ListenAddress;
import io.govchain.service.config.LogSettings;
import io.govchain.service.config.TlsFiles;
import io.govchain.service.tls.Fingerprint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The console's configuration file; see docs/console.md.
 *
 * @param tls without it only a loopback address may be listened on
 * @param database the index; may be deleted, but for what only this console knows
 * @param institution code of the one whose console it is; absent: that of the own proxy
 * @param networks consoles of other networks, for people who work on several
 * @param relay the account that sends ballots of voters without gas or node
 * @param proxy the own cross-chain proxy
 */
public record ConsoleConfig(
    ListenAddress listen,
    ListenAddress management,
    Optional<TlsFiles> tls,
    GovernanceEndpoint governance,
    Path database,
    Network network,
    Optional<String> institution,
    List<OtherNetwork> networks,
    Optional<KeyFiles> relay,
    Optional<OwnProxy> proxy,
    Documents documents,
    Verification verification,
    Page page,
    Limits limits,
    Thresholds alerts,
    LogSettings log) {

  /** What people are to take a network for: the page marks it unmistakably. */
  public enum Environment {
    PRODUCTION,
    TEST,
    DEMO
  }

  /** The network that this console shows. */
  public record Network(String name, Environment environment) {
    /** Refuses a name that no page can show. */
    public Network {
      if (name.isBlank() || name.length() > 100) {
        throw new IllegalArgumentException("a name of 1 to 100 characters");
      }
    }
  }

  /** Another network's console. */
  public record OtherNetwork(String name, Environment environment, URI url) {}

  /**
   * The operator's interface of a cross-chain proxy.
   *
   * @param url {@code https://host:port}
   * @param service its registered path, {@code institution/name}; absent: whoever registered the
   *     fingerprint
   * @param fingerprint of its certificate, as registered
   * @param certificate that the proxy's configuration names among its operators
   * @param evidence whether everybody who reaches this console may read the evidence that the proxy
   *     holds, with the business data in it; absent: only where the console listens on loopback
   */
  public record OwnProxy(
      URI url,
      Optional<String> service,
      Fingerprint fingerprint,
      Path certificate,
      Path key,
      Optional<Boolean> evidence) {}

  /**
   * Documents that the chain names by digest.
   *
   * @param directory absent: beside the database
   * @param maxBytes of one document
   * @param maxTotalBytes of all of them
   */
  public record Documents(
      Optional<Path> directory,
      @Default("20971520") int maxBytes,
      @Default("10737418240") long maxTotalBytes) {
    /** Refuses limits that let nothing in. */
    public Documents {
      if (maxBytes < 1 || maxBytes > 1 << 28 || maxTotalBytes < maxBytes) {
        throw new IllegalArgumentException(
            "maxBytes from 1 to 268435456 and maxTotalBytes of no less");
      }
    }
  }

  /**
   * How evidence is verified.
   *
   * @param nodes that may be asked although they are no machines of the public internet: members
   *     register what nodes are asked, and this console must not become their way into its network
   */
  public record Verification(List<AllowedNode> nodes) {}

  /**
   * What a browser is told of the page.
   *
   * @param hosts names, besides those of the listener, by which people call the console
   * @param nodes origins of chain nodes that a user may read from instead of this console
   */
  public record Page(List<String> hosts, List<String> nodes) {
    private static final String ORIGIN = "(https?|wss?)://[A-Za-z0-9.*\\[\\]:-]+";

    /** Refuses what would change the meaning of a header. */
    public Page {
      hosts = List.copyOf(hosts);
      nodes = List.copyOf(nodes);
      if (!nodes.stream().allMatch(node -> node.matches(ORIGIN))) {
        throw new IllegalArgumentException("nodes such as https://node.example:8545");
      }
    }
  }

  /**
   * How much one address may ask.
   *
   * @param receiveTimeout within which a request's body must be complete, and a reader must have
   *     taken what was sent
   */
  public record Limits(
      @Default("100") int requestsPerSecond,
      @Default("600") int burst,
      @Default("64") int streamsPerAddress,
      @Default("30s") Duration receiveTimeout) {}
}
