package io.govchain.console.acceptance.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The browser that {@code scripts/chromium.sh} finds or installs.
 *
 * @param program empty where none can be had
 * @param missing why there is none, in one line; empty where there is one
 */
public record Chromium(Optional<Path> program, String missing) {
  /** Nothing is asked of anybody but the console, and nothing is updated while a test runs. */
  static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** Looks for a browser and, where that is allowed, installs one. */
  public static Chromium find() {
    try {
      Process script =
          new ProcessBuilder("sh", SourceTree.find("scripts/chromium.sh").toString()).start();
      script.getOutputStream().close();
      String found = text(script.getInputStream().readAllBytes());
      String told = text(script.getErrorStream().readAllBytes());
      return script.waitFor() == 0
          ? new Chromium(Optional.of(Path.of(found)), "")
          : new Chromium(Optional.empty(), told.lines().reduce("", (before, last) -> last));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a browser was looked for", e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }
}
