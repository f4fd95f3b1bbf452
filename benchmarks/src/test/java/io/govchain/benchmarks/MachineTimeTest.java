package io.govchain.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTimeTest {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  @Test
  void shouldTellWhatAProcessSpentOnEachCall() {
    List<Long> self = List.of(ProcessHandle.current().pid());
    assumeTrue(ProcessHandle.current().info().totalCpuDuration().isPresent());
    MachineTime before = MachineTime.of(self);

    Map<String, Double> spent;
    long end = System.nanoTime() + PATIENCE_NANOS;
    do {
      spent = MachineTime.of(self).perCallSince(before, 2);
      assertThat(System.nanoTime()).as("this process spends some time").isLessThan(end);
    } while (spent.get("chainCpuMillisPerCall") < 50);

    // The same process is here both the chain and the application.
    assertThat(spent.get("applicationCpuMillisPerCall")).isBetween(40.0, 500.0);
  }

  @Test
  void shouldTellAShareOfIdleness_whereTheSystemDoes() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/stat")));
    MachineTime before = MachineTime.of(List.of());

    Map<String, Double> since;
    long end = System.nanoTime() + PATIENCE_NANOS;
    do {
      since = MachineTime.of(List.of()).perCallSince(before, 1);
      assertThat(System.nanoTime()).as("the system counts").isLessThan(end);
    } while (!since.containsKey("idleShare"));

    assertThat(since.get("idleShare")).isBetween(0.0, 1.0);
  }

  @Test
  void shouldCountNothing_whenThereIsNoSuchProcess() {
    MachineTime none = MachineTime.of(List.of(Long.MAX_VALUE));

    assertThat(none.chainSeconds()).isZero();
  }
}
