package io.govchain.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Processor time of everything that takes part in a measurement beside the proxies, and how much of
 * the machine nobody used: without it nobody knows whether a proxy's time is what limits.
 *
 * @param chainSeconds of the chains' processes
 * @param applicationSeconds of this process, which signs and hands in the calls and looks for ends
 * @param idleTicks of all processors together; 0 where the system does not tell
 * @param allTicks the same, used or not
 */
record MachineTime(double chainSeconds, double applicationSeconds, long idleTicks, long allTicks) {
  private static final Path PROCESSORS = Path.of("/proc/stat");

  /** Fields of the line of all processors, behind its name. */
  private static final int IDLE = 3;

  private static final int WAITING_FOR_DISK = 4;

  /** What follows is of guests, and counted as the user's already. */
  private static final int COUNTED = 8;

  static MachineTime of(Collection<Long> chains) {
    long[] ticks = ticks();
    return new MachineTime(
        chains.stream().mapToDouble(MachineTime::seconds).sum(),
        ProcessorTime.seconds(),
        ticks[0],
        ticks[1]);
  }

  private static double seconds(long process) {
    return ProcessHandle.of(process)
        .flatMap(found -> found.info().totalCpuDuration())
        .map(Duration::toMillis)
        .map(millis -> millis / 1e3)
        .orElse(0.0);
  }

  private static long[] ticks() {
    if (!Files.isReadable(PROCESSORS)) {
      return new long[2];
    }
    try {
      List<Long> fields =
          List.of(Files.readAllLines(PROCESSORS).getFirst().split("\\s+")).stream()
              .skip(1)
              .limit(COUNTED)
              .map(Long::valueOf)
              .toList();
      return new long[] {
        fields.get(IDLE) + fields.get(WAITING_FOR_DISK),
        fields.stream().mapToLong(Long::longValue).sum()
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was spent since on each of so many calls; the idle share only where it is told. */
  Map<String, Double> perCallSince(MachineTime before, int calls) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("chainCpuMillisPerCall", (chainSeconds - before.chainSeconds) * 1e3 / calls);
    figures.put(
        "applicationCpuMillisPerCall",
        (applicationSeconds - before.applicationSeconds) * 1e3 / calls);
    if (allTicks > before.allTicks) {
      figures.put(
          "idleShare", (double) (idleTicks - before.idleTicks) / (allTicks - before.allTicks));
    }
    return figures;
  }
}
