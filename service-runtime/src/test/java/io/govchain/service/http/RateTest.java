package io.govchain.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateTest {
  private static final long SECOND = 1_000_000_000L;

  private final Rate rate = new Rate(10, 3);

  @Test
  void shouldRefuse_whenTheBurstIsUsedUp() {
    assertThat(taken("a", 0, 5)).isEqualTo(3);
    assertThat(taken("b", 0, 1)).as("another address").isOne();
  }

  @Test
  void shouldAllowAtTheSteadyRate_whenTimePasses() {
    assertThat(taken("a", 0, 3)).isEqualTo(3);
    assertThat(taken("a", SECOND / 10, 2)).isOne();
    assertThat(taken("a", 10 * SECOND, 9)).as("no more than a burst is saved up").isEqualTo(3);
  }

  @Test
  void shouldStayBounded_whenVeryManyAddressesAsk() {
    for (int i = 0; i < 100_000; i++) {
      rate.take("address " + i, 0);
    }
    assertThat(rate.known()).isLessThanOrEqualTo(20_000);
  }

  private int taken(String address, long now, int times) {
    int taken = 0;
    for (int i = 0; i < times; i++) {
      taken += rate.take(address, now) ? 1 : 0;
    }
    return taken;
  }
}
