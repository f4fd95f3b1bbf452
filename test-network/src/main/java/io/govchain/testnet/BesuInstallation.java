package io.govchain.testnet;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds an installed Besu: {@code BESU_HOME/bin/besu}, else {@code besu} on {@code PATH}. */
final class BesuInstallation {
  static final String HOME = "BESU_HOME";

  private final Map<String, String> environment;

  BesuInstallation(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The program that this JVM's environment names. */
  static Path find() {
    return new BesuInstallation(System.getenv()).locate();
  }

  /**
   * The program.
   *
   * @throws NetworkException saying every place that was looked at and what to install
   */
  Path locate() {
    List<Path> candidates = new ArrayList<>();
    String home = environment.get(HOME);
    if (home != null) {
      // Somebody asked for this very installation: another one must not take its place unnoticed.
      candidates.add(Path.of(home, "bin", "besu"));
    } else {
      for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
        if (!entry.isEmpty()) {
          candidates.add(Path.of(entry, "besu"));
        }
      }
    }
    return candidates.stream()
        .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program))
        .findFirst()
        .orElseThrow(() -> missing(candidates));
  }

  private static NetworkException missing(List<Path> candidates) {
    return new NetworkException(
        NetworkError.BESU_MISSING,
        "no besu found; looked at %s. Install Besu 26.2 or newer and set %s to its directory"
            .formatted(candidates, HOME));
  }
}
