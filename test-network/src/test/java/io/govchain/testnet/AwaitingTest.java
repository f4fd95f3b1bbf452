package io.govchain.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitingTest {
  @Test
  void shouldReturnTheValue_whenItComesInTime() {
    AtomicInteger looks = new AtomicInteger();
    assertThat(
            Awaiting.within(Duration.ofSeconds(10))
                .lookingEvery(Duration.ofMillis(1))
                .until("five looks", looks::incrementAndGet, n -> n == 5))
        .isEqualTo(5);
  }

  @Test
  void shouldSayWhatWasExpectedAndSeen_whenItDoesNotCome() {
    assertThatThrownBy(
            () ->
                Awaiting.within(Duration.ofMillis(30))
                    .until("a pear", () -> "apple", "pear"::equals))
        .isInstanceOf(Awaiting.TimedOut.class)
        .hasMessage("expected within 30 ms: a pear; last seen: apple");
  }

  @Test
  void shouldLookOnce_whenThereIsNoTime() {
    assertThat(Awaiting.within(Duration.ZERO).untilFound("it", () -> Optional.of(1))).isEqualTo(1);
  }

  @Test
  void shouldEndTheWait_whenInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Awaiting.within(Duration.ofMinutes(5)).untilTrue("never", () -> false))
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }
}
