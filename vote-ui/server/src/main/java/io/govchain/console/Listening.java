package io.govchain.console;

import io.govchain.console.page.SecurityHeaders;
import io.govchain.service.exit.Exit;
import io.govchain.service.exit.StartupFailure;
import io.govchain.service.http.Access;
import io.govchain.service.tls.ServerTls;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where and how the console listens: encrypted, or to this machine alone. */
record Listening(boolean isLoopback, Access.Open access) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

  /** Extensions of browsers ask with an origin of their own. */
  private static final Set<String> FOR_WALLETS = Set.of("/v1/rpc");

  /**
   * Decides by the configuration.
   *
   * @throws StartupFailure with exit code 2 for a listener that anybody could listen in on
   */
  static Listening of(ConsoleConfig config) {
    String host = config.listen().host();
    InetAddress address = address(host);
    if (config.tls().isEmpty() && !address.isLoopbackAddress()) {
      throw failure(
          "tls: expected a certificate and its key, or a loopback address in listen.host, actual "
              + host
              + " without tls");
    }
    Set<String> hosts = new HashSet<>();
    config.page().hosts().forEach(name -> hosts.add(name.toLowerCase(Locale.ROOT)));
    if (address.isLoopbackAddress()) {
      hosts.addAll(LOOPBACK);
    }
    if (!address.isAnyLocalAddress()) {
      hosts.add(host.toLowerCase(Locale.ROOT));
    } else if (hosts.isEmpty()) {
      throw failure(
          "page.hosts: expected the names by which people call the console, because it listens on"
              + " every address, actual none");
    }
    Optional<ServerTls> tls = config.tls().map(ServerTls::load);
    List<String> nodes = config.page().nodes();
    return new Listening(
        address.isLoopbackAddress(),
        new Access.Open(
            tls,
            hosts,
            config.limits().requestsPerSecond(),
            config.limits().burst(),
            SecurityHeaders.of(nodes, tls.isPresent()),
            FOR_WALLETS));
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw failure("listen.host: expected an address of this machine, actual " + host);
    }
  }

  private static StartupFailure failure(String message) {
    return new StartupFailure(Exit.CONFIGURATION, message, null);
  }
}
