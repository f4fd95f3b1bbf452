package io.govchain.service.loop;

import static io.govchain.service.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.service.http.HealthProbe.Finding;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoopTest {
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Loops loops = new Loops(metrics);

  static Stream<Runnable> failures() {
    return Stream.of(
        () -> {
          throw new IllegalStateException("broken");
        },
        () -> {
          throw new AssertionError("broken");
        },
        () -> {
          throw new NoClassDefFoundError("broken");
        },
        () -> Thread.currentThread().interrupt());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void shouldGoOnAndSaySo_whenARoundFails(Runnable failure) {
    CountDownLatch mended = new CountDownLatch(1);
    AtomicInteger rounds = new AtomicInteger();
    try (Loop loop =
        loops.add(
            "worker",
            () -> {
              rounds.incrementAndGet();
              if (mended.getCount() > 0) {
                failure.run();
              }
              Thread.sleep(1);
            })) {
      loop.start();
      eventually("health names it", () -> !health().ok());
      assertThat(health().text()).startsWith("worker failed");
      assertThat(metrics.get("govchain.loops.failing").gauge().value()).isEqualTo(1);
      assertThat(metrics.get("govchain.loop.failures").tag("loop", "worker").counter().count())
          .isPositive();

      mended.countDown();
      eventually("health is well again", () -> health().ok());
      int before = rounds.get();
      eventually("it goes on", () -> rounds.get() > before + 2);
    }
  }

  @Test
  void shouldBeWellAtOnce_whenTheRoundAfterAFailedOneSucceedsAndTheNextIsFarAway() {
    AtomicInteger rounds = new AtomicInteger();
    try (Loop loop =
        loops.add(
            "worker",
            Duration.ofHours(1),
            () -> {
              if (rounds.incrementAndGet() == 1) {
                throw new IllegalStateException("broken");
              }
            })) {
      loop.start();
      eventually("health names it", () -> !health().ok() || rounds.get() > 1);
      eventually("health is well again", () -> health().ok());
      assertThat(rounds).hasValue(2);
    }
  }

  @Test
  void shouldSaySoForEver_whenMemoryRanOut() {
    AtomicInteger rounds = new AtomicInteger();
    try (Loop loop =
        loops.add(
            "worker",
            () -> {
              if (rounds.incrementAndGet() == 1) {
                throw new OutOfMemoryError("Java heap space");
              }
              Thread.sleep(1);
            })) {
      loop.start();
      eventually("it goes on", () -> rounds.get() > 5);
      assertThat(health().ok()).isFalse();
      assertThat(health().text()).contains("worker ran out of memory");
    }
  }

  @Test
  void shouldSaySoForEver_whenMemoryRanOutInWorkThatGoesOn() {
    Memory.note(new IllegalStateException("not that"));
    assertThat(health().ok()).isTrue();
    try {
      Memory.note(new OutOfMemoryError("Java heap space"));
      assertThat(health().ok()).isFalse();
      assertThat(metrics.get("govchain.loops.failing").gauge().value()).isEqualTo(1);
    } finally {
      Memory.forget();
    }
  }

  @Test
  void shouldSayNothing_whenItIsClosed() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Loop loop =
        loops.add(
            "worker",
            () -> {
              begun.countDown();
              Thread.sleep(Duration.ofHours(1));
            });
    loop.start();
    begun.await();
    loop.close();
    loop.join(Duration.ofSeconds(10));
    assertThat(health()).isEqualTo(Finding.ok("1 go on"));
    assertThat(metrics.get("govchain.loop.failures").counter().count()).isZero();
  }

  private Finding health() {
    try {
      return loops.probe().check().call();
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
