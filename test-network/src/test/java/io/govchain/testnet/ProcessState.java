package io.govchain.testnet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Looks at processes of this machine, also those that are not children of this JVM. */
final class ProcessState {
  static final String NONE = "none";

  private ProcessState() {}

  /** The first letter of the state that ps shows (R, S, T, Z, ...), or {@link #NONE}. */
  static String of(long pid) {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "state=", "-p", Long.toString(pid)).start();
      try (BufferedReader reader = ps.inputReader(StandardCharsets.UTF_8)) {
        String line = reader.readLine();
        return line == null || line.isBlank() ? NONE : line.strip().substring(0, 1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the process has ended; one that only waits to be collected has. */
  static boolean hasEnded(long pid) {
    String state = of(pid);
    return state.equals(NONE) || state.equals("Z");
  }
}
