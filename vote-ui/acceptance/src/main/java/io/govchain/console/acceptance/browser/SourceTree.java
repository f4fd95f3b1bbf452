package io.govchain.console.acceptance.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder that this project is in: {@code GOVCHAIN_HOME}, else found from where we run. */
public final class SourceTree {
  private SourceTree() {}

  /** An existing file or folder of the project. */
  public static Path find(String relative) {
    Path start =
        Path.of(
                Optional.ofNullable(System.getenv("GOVCHAIN_HOME"))
                    .orElse(System.getProperty("user.dir")))
            .toAbsolutePath();
    for (Path home = start; home != null; home = home.getParent()) {
      Path found = home.resolve(relative);
      if (Files.exists(found)) {
        return found;
      }
    }
    throw new IllegalStateException(
        "expected %s below %s or above, found none; build first: ./govchain build"
            .formatted(relative, start));
  }
}
