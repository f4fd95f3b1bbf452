package io.govchain.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What one pass took.
 *
 * @param seconds by the clock
 * @param processor seconds of processors that this process took, with its compiler and its garbage
 *     collector
 * @param millisByWork what its threads worked on; empty where the system does not tell
 */
record PassTime(double seconds, double processor, Map<String, Double> millisByWork) {
  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** Longer than nearly every method takes to compile, which is counted when it is done. */
  private static final int QUIET_LOOKS = 30;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final List<Long> SELF = List.of(ProcessHandle.current().pid());

  /** A pass that is under way. */
  record Begun(long nanos, double processor, ThreadTimes threads) {

    PassTime end() {
      double seconds = (System.nanoTime() - nanos) / 1e9;
      double used = ProcessorTime.seconds() - processor;
      return new PassTime(seconds, used, ThreadTimes.of(SELF).millisSince(threads, 1));
    }
  }

  /** Begins once what was done before is compiled, so that no pass pays for the one before it. */
  static Begun begin() {
    awaitCompiler();
    return beginAtOnce();
  }

  static Begun beginAtOnce() {
    ThreadTimes threads = ThreadTimes.of(SELF);
    double processor = ProcessorTime.seconds();
    return new Begun(System.nanoTime(), processor, threads);
  }

  private static void awaitCompiler() {
    if (COMPILER == null || !COMPILER.isCompilationTimeMonitoringSupported()) {
      return;
    }
    long until = System.nanoTime() + PATIENCE_NANOS;
    long last = COMPILER.getTotalCompilationTime();
    for (int quiet = 0; quiet < QUIET_LOOKS && System.nanoTime() < until; quiet++) {
      LockSupport.parkNanos(LOOK_NANOS);
      long now = COMPILER.getTotalCompilationTime();
      if (now != last) {
        last = now;
        quiet = 0;
      }
    }
  }
}
