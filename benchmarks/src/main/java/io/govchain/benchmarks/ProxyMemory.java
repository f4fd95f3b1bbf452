package io.govchain.benchmarks;

import io.govchain.testnet.consortium.ProxyProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What a proxy holds once everything that it no longer needs was collected.
 *
 * @param heap bytes of objects that are reachable
 * @param beside bytes outside of the heap: code, classes, direct buffers
 * @param resident bytes of memory that the system has given to the process; 0 where the system does
 *     not tell by {@code /proc}
 * @param threads of the platform
 */
record ProxyMemory(double heap, double beside, double resident, double threads) {
  private static final long COLLECTION_SECONDS = 60;
  private static final long KIBIBYTE = 1024;

  /** Collects the garbage of one proxy and looks at what is left. */
  static ProxyMemory of(ProxyProcess proxy, HttpClient http)
      throws IOException, InterruptedException {
    long pid = proxy.process().pid();
    collect(pid);
    String metrics = Metrics.of(proxy, http);
    return new ProxyMemory(
        Metrics.total(metrics, "jvm_memory_used_bytes{area=\"heap\""),
        Metrics.total(metrics, "jvm_memory_used_bytes{area=\"nonheap\"")
            + Metrics.total(metrics, "jvm_buffer_memory_used_bytes"),
        resident(pid),
        Metrics.total(metrics, "jvm_threads_live_threads"));
  }

  private static void collect(long pid) throws IOException, InterruptedException {
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.run")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectErrorStream(true)
            .start();
    if (!command.waitFor(COLLECTION_SECONDS, TimeUnit.SECONDS) || command.exitValue() != 0) {
      command.destroyForcibly();
      throw new IllegalStateException(
          "jcmd %d GC.run: expected it to end with 0 within %d s"
              .formatted(pid, COLLECTION_SECONDS));
    }
  }

  private static double resident(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * KIBIBYTE)
        .sum();
  }
}
