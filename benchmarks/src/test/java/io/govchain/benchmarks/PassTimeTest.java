package io.govchain.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PassTimeTest {
  private static final long WORK_NANOS = 300_000_000;

  @Test
  void shouldCountOnlyWhatWasDoneWithin_whenMuchWasDoneBefore() {
    spend(3 * WORK_NANOS);

    PassTime.Begun begun = PassTime.begin();
    double before = ProcessorTime.seconds();
    spend(WORK_NANOS);
    PassTime pass = begun.end();

    assertTrue(pass.seconds() >= WORK_NANOS / 1e9, pass::toString);
    assertTrue(pass.processor() <= ProcessorTime.seconds() - before + 0.1, pass::toString);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldTellWhatThreadsWorkedOn_whenTheSystemDoes() {
    PassTime.Begun begun = PassTime.begin();
    spend(WORK_NANOS);
    PassTime pass = begun.end();

    assertFalse(pass.millisByWork().isEmpty());
    double told =
        pass.millisByWork().values().stream().mapToDouble(Double::doubleValue).sum() / 1e3;
    assertEquals(pass.processor(), told, 0.1);
  }

  private static void spend(long nanos) {
    long until = System.nanoTime() + nanos;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }
}
