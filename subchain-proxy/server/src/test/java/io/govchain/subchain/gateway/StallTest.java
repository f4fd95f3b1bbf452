package io.govchain.subchain.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StallTest {

  private final AtomicLong nanos = new AtomicLong();
  private final Stall stall = new Stall(nanos::get);

  @Test
  void shouldCallPeopleOnceAndSayWhy_whenItLastsTooLong() {
    assertThat(stall.lasts("a restart")).isFalse();
    after(59);
    assertThat(stall.lasts("no answer")).isFalse();
    assertThat(stall.finding()).isEmpty();
    assertThat(stall.seconds()).isEqualTo(59);
    after(1);
    assertThat(stall.lasts("no answer")).isTrue();
    assertThat(stall.lasts("no answer")).isFalse();
    assertThat(stall.finding()).hasValueSatisfying(text -> assertThat(text).contains("no answer"));
  }

  @Test
  void shouldBeginAnew_whenItGetsOn() {
    stall.lasts("no answer");
    after(100);
    stall.over();
    assertThat(stall.finding()).isEmpty();
    assertThat(stall.seconds()).isZero();
    assertThat(stall.lasts("no answer")).isFalse();
    after(60);
    assertThat(stall.lasts("no answer")).isTrue();
  }

  private void after(long seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }
}
