package io.govchain.testnet;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the anvil program: {@code GOVCHAIN_ANVIL}, then {@code contracts/node_modules} in the
 * working directory, in {@code GOVCHAIN_HOME} and above either, then {@code PATH}.
 */
final class AnvilBinary {
  static final String OVERRIDE = "GOVCHAIN_ANVIL";
  static final String HOME = "GOVCHAIN_HOME";

  private final Map<String, String> environment;
  private final Path workingDirectory;
  private final String platform;
  private final List<String> lookedAt = new ArrayList<>();

  AnvilBinary(Map<String, String> environment, Path workingDirectory, String platform) {
    this.environment = environment;
    this.workingDirectory = workingDirectory;
    this.platform = platform;
  }

  /** The program that this JVM's environment names. */
  static Path find() {
    return new AnvilBinary(System.getenv(), Path.of("").toAbsolutePath(), platform()).locate();
  }

  /**
   * The program.
   *
   * @throws NetworkException saying every place that was looked at and what to install
   */
  Path locate() {
    String override = environment.get(OVERRIDE);
    if (override != null) {
      // Somebody asked for this very program: another one must not take its place unnoticed.
      return usable(Path.of(override))
          .orElseThrow(() -> missing(OVERRIDE + " names no program that can be executed"));
    }
    return upwardFrom(workingDirectory)
        .or(
            () ->
                Optional.ofNullable(environment.get(HOME)).map(Path::of).flatMap(this::upwardFrom))
        .or(this::onPath)
        .orElseThrow(() -> missing("no anvil found"));
  }

  private Optional<Path> upwardFrom(Path start) {
    for (Path at = start.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      Path modules = at.resolve("contracts").resolve("node_modules");
      if (Files.isDirectory(modules)) {
        Optional<Path> found =
            usable(
                modules.resolve("@foundry-rs").resolve("anvil-" + platform).resolve("bin/anvil"));
        if (found.isPresent()) {
          return found;
        }
      } else {
        lookedAt.add(modules + " (not there)");
      }
    }
    return Optional.empty();
  }

  private Optional<Path> onPath() {
    for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        Optional<Path> found = usable(Path.of(entry, "anvil"));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Path> usable(Path program) {
    if (Files.isRegularFile(program) && Files.isExecutable(program)) {
      return Optional.of(program.toAbsolutePath());
    }
    lookedAt.add(program + (Files.exists(program) ? " (not executable)" : " (not there)"));
    return Optional.empty();
  }

  private NetworkException missing(String what) {
    return new NetworkException(
        NetworkError.ANVIL_MISSING,
        """
        %s. Looked at:
          %s
        Install it with: npm ci --prefix contracts   (Node 20 or newer; it fetches @foundry-rs/anvil-%s)
        or set %s to an anvil program."""
            .formatted(what, String.join("\n  ", lookedAt), platform, OVERRIDE));
  }

  private static String platform() {
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
            ? "darwin"
            : "linux";
    String machine =
        switch (System.getProperty("os.arch")) {
          case "aarch64", "arm64" -> "arm64";
          default -> "amd64";
        };
    return system + "-" + machine;
  }
}
