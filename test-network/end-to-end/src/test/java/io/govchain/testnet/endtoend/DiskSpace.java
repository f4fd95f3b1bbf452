package io.govchain.testnet.endtoend;

import io.govchain.testnet.consortium.ProxyProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Takes a running process its room on the disk and gives it back, by the system's limit on the size
 * of the files that it writes ({@code prlimit}, which needs no rights that a test has not). No file
 * system is filled up, since others use it.
 */
final class DiskSpace {
  private DiskSpace() {}

  /** Every write that would make a file longer than a byte fails from now on. */
  static void take(ProxyProcess proxy) {
    limit(proxy, "1:");
  }

  /** Writes succeed again. */
  static void giveBack(ProxyProcess proxy) {
    limit(proxy, "unlimited:");
  }

  private static void limit(ProxyProcess proxy, String softLimit) {
    try {
      Process prlimit =
          new ProcessBuilder(
                  "prlimit", "--pid", Long.toString(proxy.process().pid()), "--fsize=" + softLimit)
              .redirectErrorStream(true)
              .start();
      String said = new String(prlimit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (prlimit.waitFor() != 0) {
        throw new IllegalStateException(
            "prlimit of %s: expected exit code 0, actual %d: %s"
                .formatted(proxy.path(), prlimit.exitValue(), said));
      }
    } catch (IOException missing) {
      throw new IllegalStateException("expected the command prlimit (package util-linux)", missing);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
