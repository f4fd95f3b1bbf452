package io.govchain.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process, with its compiler and its garbage collector, took of the processors. Unlike
 * time by the clock it says something also on a machine that is busy with other things.
 */
final class ProcessorTime {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private ProcessorTime() {}

  /** Seconds since it was started. */
  static double seconds() {
    return SYSTEM.getProcessCpuTime() / 1e9;
  }
}
