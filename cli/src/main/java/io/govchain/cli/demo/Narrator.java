package io.govchain.cli.demo;

import io.govchain.testnet.consortium.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** Tells the demo's story as it happens, with the seconds since it began. */
final class Narrator implements Progress {
  private final PrintWriter out;
  private final Instant began = Instant.now();

  Narrator(PrintWriter out) {
    this.out = out;
  }

  void chapter(String title) {
    out.printf("%n== %s%n", title);
    out.flush();
  }

  @Override
  public void done(String what) {
    Duration elapsed = Duration.between(began, Instant.now());
    out.printf("%6.1f s  %s%n", elapsed.toMillis() / 1000.0, what);
    out.flush();
  }

  /** Something that takes a while in silence begins. */
  void begins(String what) {
    done(what + " ...");
  }

  void plain(String text) {
    out.println(text);
    out.flush();
  }

  long seconds() {
    return Duration.between(began, Instant.now()).toSeconds();
  }
}
