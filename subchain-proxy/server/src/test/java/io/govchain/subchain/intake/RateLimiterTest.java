package io.govchain.subchain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimiterTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void shouldSayWhenToTryAgain_whenTheBucketIsEmpty() {
    RateLimiter limiter = new RateLimiter(2);

    assertThat(limiter.take("a", 0)).isZero();
    assertThat(limiter.take("a", 0)).isZero();
    assertThat(limiter.take("a", 0)).isEqualTo(1);
    assertThat(limiter.take("a", SECOND / 2)).isZero();
    assertThat(limiter.take("a", SECOND / 2)).isEqualTo(1);
  }

  @Test
  void shouldNotLetOneApplicationSpendAnothers() {
    RateLimiter limiter = new RateLimiter(1);

    assertThat(limiter.take("a", 0)).isZero();
    assertThat(limiter.take("a", 0)).isEqualTo(1);
    assertThat(limiter.take("b", 0)).isZero();
  }

  @Test
  void shouldNotSaveUp_whenNothingComesForLong() {
    RateLimiter limiter = new RateLimiter(1);
    limiter.take("a", 0);

    assertThat(limiter.take("a", 100 * SECOND)).isZero();
    assertThat(limiter.take("a", 100 * SECOND)).isEqualTo(1);
  }
}
