package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An answer that many ask for is worked out once. */
class KeptTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong clock = new AtomicLong();

  @Test
  void shouldWorkItOutOnce_whenManyAskAtTheSameMoment() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Kept<Long, Integer> kept =
        new Kept<>(
            () -> {
              begun.countDown();
              await(go);
              return asked.incrementAndGet();
            },
            clock::get);
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers =
          IntStream.range(0, 50).mapToObj(i -> people.submit(() -> kept.get(7L))).toList();
      await(begun);
      go.countDown();
      for (Future<Integer> answer : answers) {
        assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(1);
      }
    }
  }

  @Test
  void shouldWorkItOutAnew_whenTheMomentIsAnother() {
    Kept<Long, Integer> kept = new Kept<>(asked::incrementAndGet, clock::get);
    assertThat(kept.get(7L)).isEqualTo(1);
    assertThat(kept.get(7L)).isEqualTo(1);
    assertThat(kept.get(8L)).isEqualTo(2);
  }

  @Test
  void shouldKeepItBeyondItsMoment_whenItTookLong() {
    long second = 1_000_000_000;
    Kept<Long, Integer> kept =
        new Kept<>(
            () -> {
              clock.addAndGet(second);
              return asked.incrementAndGet();
            },
            clock::get);
    assertThat(kept.get(7L)).isEqualTo(1);
    clock.addAndGet(9 * second);
    assertThat(kept.get(8L)).isEqualTo(1);
    clock.addAndGet(second);
    assertThat(kept.get(8L)).isEqualTo(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
