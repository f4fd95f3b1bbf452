package io.govchain.testnet;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Run as a JVM of its own by {@link ChildProcessTest}, which then ends it in different ways. */
final class ParentProgram {
  private ParentProgram() {}

  public static void main(String[] arguments) throws Exception {
    String mode = arguments[0];
    Path log = Path.of(arguments[1]);
    ChildProcess child =
        ChildProcess.start(
            new ChildCommand(
                "child",
                List.of("sh", "-c", "while :; do echo still here; sleep 0.2; done"),
                Map.of(),
                log.getParent(),
                log));
    switch (mode) {
      case "guarded", "exiting" -> {}
      case "paused" -> child.pause();
      case "released" -> child.release();
      default -> throw new IllegalArgumentException(mode);
    }
    System.out.println(child.pid());
    if (mode.equals("guarded") || mode.equals("paused")) {
      child.onExit().join();
    }
  }
}
