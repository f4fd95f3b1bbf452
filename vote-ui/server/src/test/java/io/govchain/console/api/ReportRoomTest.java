package io.govchain.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.service.http.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whoever asks for many reports leaves room for those who look at pages. */
class ReportRoomTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ReportRoom room = new ReportRoom(Duration.ofMillis(50));

  @Test
  void shouldSayThatThereIsNoRoom_whenAReportIsBeingMade() throws Exception {
    CountDownLatch begun = new CountDownLatch(ReportRoom.MOST_AT_ONCE);
    CountDownLatch go = new CountDownLatch(1);
    Supplier<Response> slow =
        () -> {
          begun.countDown();
          assertThat(await(go)).isTrue();
          return report();
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Response> first = CompletableFuture.supplyAsync(() -> made(slow), threads);
      assertThat(await(begun)).isTrue();

      Response refused = made(ReportRoomTest::report);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.headers()).containsEntry("retry-after", "5");

      go.countDown();
      assertThat(first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).status()).isEqualTo(200);
      assertThat(made(ReportRoomTest::report).status()).as("there is room again").isEqualTo(200);
    }
  }

  @Test
  void shouldHaveRoomAgain_whenAReportFailed() {
    Supplier<Response> failing =
        () -> {
          throw new IllegalStateException("the disk is gone");
        };
    assertThat(CompletableFuture.supplyAsync(() -> made(failing)))
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withMessageContaining("the disk is gone");
    assertThat(made(ReportRoomTest::report).status()).isEqualTo(200);
  }

  private static Response report() {
    return Response.text(200, "text/plain", "a report");
  }

  private Response made(Supplier<Response> report) {
    try {
      return room.make(report);
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }
}
