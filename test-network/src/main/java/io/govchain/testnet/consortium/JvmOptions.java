package io.govchain.testnet.consortium;

import java.util.ArrayList;
import java.util.List;

/** How the JVM of a service is started. */
public final class JvmOptions {
  /** From here on the JVM warns about a library's use of Unsafe unless told that it is known. */
  private static final int UNSAFE_WARNS = 24;

  private JvmOptions() {}

  /** For one service under this load. */
  public static List<String> forServices(Setup.Load load) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xmx512m"));
    if (load == Setup.Load.LIGHT) {
      // Starts sooner; code that runs for long would be twice as fast without.
      options.add("-XX:TieredStopAtLevel=1");
    }
    if (Runtime.version().feature() >= UNSAFE_WARNS) {
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options;
  }
}
