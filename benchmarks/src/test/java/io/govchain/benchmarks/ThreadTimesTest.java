package io.govchain.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.govchain.benchmarks.ThreadTimes.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadTimesTest {

  @Test
  void shouldCountTheTimeOfAThreadAsItsWork() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/task")));
    List<Long> self = List.of(ProcessHandle.current().pid());
    ThreadTimes before = ThreadTimes.of(self);

    // Outlives the second count: what a thread spent is lost with it.
    Thread busy =
        Thread.ofPlatform().name("database-writer").daemon().start(ThreadTimesTest::workForEver);
    Map<String, Double> spent;
    long end = System.nanoTime() + 60_000_000_000L;
    do {
      spent = ThreadTimes.of(self).millisSince(before, 2);
      assertThat(System.nanoTime()).as("the thread spends some time").isLessThan(end);
    } while (spent.getOrDefault("storing", 0.0) < 50);
    busy.interrupt();
    busy.join();

    assertThat(spent).containsKeys("storing", "other").doesNotContainKey("speaking");
    assertThat(spent.values()).allMatch(millis -> millis >= 0);
  }

  @Test
  void shouldTellNothingNegative_whenAThreadEnded() {
    ThreadTimes before =
        new ThreadTimes(
            Map.of(
                "1", new ThreadTimes.Spent(Work.ASKING_CHAINS, 7),
                "2", new ThreadTimes.Spent(Work.ASKING_CHAINS, 1)));
    ThreadTimes after =
        new ThreadTimes(Map.of("2", new ThreadTimes.Spent(Work.ASKING_CHAINS, 1.5)));

    assertThat(after.millisSince(before, 10)).containsExactly(Map.entry("asking-chains", 50.0));
  }

  @Test
  void shouldTellNothing_whenThereIsNoSuchProcess() {
    ThreadTimes none = ThreadTimes.of(List.of(Long.MAX_VALUE));

    assertThat(none.millisSince(none, 1)).isEmpty();
  }

  /** Names as the kernel cuts them. */
  @ParameterizedTest
  @CsvSource({
    "C2 CompilerThre, COMPILING",
    "C1 CompilerThre, COMPILING",
    "ForkJoinPool-1-, HANDLING",
    "database-writer, STORING",
    "vert.x-eventloo, SPEAKING",
    "HttpClient-1-Wo, ASKING_CHAINS",
    "VM Thread, COLLECTING",
    "java, OTHER"
  })
  void shouldKnowWorkByTheThreadsName(String name, Work work) {
    assertThat(Work.of(name)).isEqualTo(work);
  }

  private static void workForEver() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }
}
