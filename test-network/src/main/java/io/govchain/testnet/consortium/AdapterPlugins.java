package io.govchain.testnet.consortium;

import io.govchain.testnet.NetworkError;
import io.govchain.testnet.NetworkException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the build leaves the adapter plugins that a subchain proxy loads when it starts. */
final class AdapterPlugins {
  private static final Path BELOW_HOME =
      Path.of("subchain-proxy", "adapter-evm", "target", "plugins");

  private AdapterPlugins() {}

  static Path directory() {
    Path start =
        Path.of(
                Optional.ofNullable(System.getenv("GOVCHAIN_HOME"))
                    .orElse(System.getProperty("user.dir")))
            .toAbsolutePath();
    for (Path home = start; home != null; home = home.getParent()) {
      Path plugins = home.resolve(BELOW_HOME);
      if (Files.isDirectory(plugins)) {
        return plugins;
      }
    }
    throw new NetworkException(
        NetworkError.NOT_SUPPORTED,
        "expected the adapter plugins at %s below %s or above, found none; build first: ./govchain build"
            .formatted(BELOW_HOME, start));
  }
}
