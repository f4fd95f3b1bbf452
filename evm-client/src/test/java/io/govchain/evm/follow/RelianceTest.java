package io.govchain.evm.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What people are told of a node that cannot be relied on. */
class RelianceTest {
  private static final Optional<String> REFUSED = Optional.of("connection refused");

  @Test
  void shouldTellTheProblemApart_whenNoBlockWasSeen() {
    assertThat(told(OptionalLong.empty(), Duration.ZERO, REFUSED))
        .contains("no block seen yet: connection refused");
    assertThat(told(OptionalLong.empty(), Duration.ZERO, Optional.empty()))
        .contains("no block seen yet");
  }

  @Test
  void shouldTellTheProblemApart_whenTheNodeIsSilent() {
    Duration anHour = Duration.ofHours(1);
    assertThat(told(OptionalLong.of(7), anHour, REFUSED).orElseThrow())
        .matches("silent for more than \\d+ seconds; connection refused");
    assertThat(told(OptionalLong.of(7), anHour, Optional.empty()).orElseThrow())
        .matches("silent for more than \\d+ seconds");
  }

  @Test
  void shouldTellWhatTheNodeLacks_andBearAFewBlocks() {
    assertThat(Reliance.lacking(at(7))).isEmpty();
    assertThat(Reliance.lacking(at(8)).orElseThrow())
        .contains("lacks 1 of the blocks that it told of before, up to 8");
    assertThat(Reliance.lacking(at(12)).orElseThrow()).contains("lacks 5");
    assertThat(Reliance.whileFollowing(at(12))).as("borne").isEmpty();
    assertThat(Reliance.whileFollowing(at(13)).orElseThrow()).contains("6 blocks behind");
  }

  /** The node's newest block is 7. */
  private static FollowerStatus at(long last) {
    return new FollowerStatus(
        OptionalLong.of(last),
        OptionalLong.of(7),
        Optional.of(Duration.ZERO),
        false,
        Optional.empty());
  }

  private static Optional<String> told(
      OptionalLong last, Duration silence, Optional<String> problem) {
    return Reliance.whileFollowing(
        new FollowerStatus(last, OptionalLong.of(7), Optional.of(silence), false, problem));
  }
}
