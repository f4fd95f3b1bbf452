package io.govchain.evm.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a follower's status says of the node. */
class FollowerStatusTest {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  @Test
  void shouldBeHeard_onlyWhileTheLastAnswerIsRecent() {
    assertThat(silent(Optional.empty()).heardWithin(LIMIT)).as("never").isFalse();
    assertThat(silent(Optional.of(Duration.ofSeconds(14))).heardWithin(LIMIT)).isTrue();
    assertThat(silent(Optional.of(LIMIT)).heardWithin(LIMIT)).isFalse();
  }

  @Test
  void shouldTellByHowMuchTheNodeWasSetBack() {
    assertThat(at(OptionalLong.of(100), OptionalLong.of(100)).setBack()).isZero();
    assertThat(at(OptionalLong.of(90), OptionalLong.of(100)).setBack()).as("catching up").isZero();
    assertThat(at(OptionalLong.of(100), OptionalLong.of(40)).setBack()).isEqualTo(60);
    assertThat(at(OptionalLong.empty(), OptionalLong.of(40)).setBack()).isZero();
  }

  private static FollowerStatus silent(Optional<Duration> silence) {
    return new FollowerStatus(
        OptionalLong.of(1), OptionalLong.of(1), silence, false, Optional.empty());
  }

  private static FollowerStatus at(OptionalLong last, OptionalLong head) {
    return new FollowerStatus(last, head, Optional.of(Duration.ZERO), false, Optional.empty());
  }
}
