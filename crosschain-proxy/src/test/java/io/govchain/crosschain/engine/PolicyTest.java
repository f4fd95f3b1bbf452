package io.govchain.crosschain.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final Policy POLICY = new Policy(30, 600, 5, 8, 100);

  @Test
  void shouldDoubleThePauseUpToItsBound_whenAttemptsAreRefused() {
    for (int attempt = 1; attempt < 40; attempt++) {
      long least = Math.min(100, 8L << Math.min(attempt - 1, 20));
      assertThat(POLICY.backOff("0xab", 2, attempt)).isBetween(least, least + least / 4);
    }
  }

  @Test
  void shouldSpreadThePauses_whenManyAreRefusedAtOnce() {
    List<Long> pauses =
        IntStream.range(0, 5_000)
            .mapToObj(i -> POLICY.backOff("0x" + Integer.toHexString(i * 7_919), 0, 5))
            .toList();

    assertThat(pauses.stream().distinct()).hasSize(26);
    assertThat(pauses.stream().filter(pause -> pause == 100).count()).isLessThan(1_000);
  }

  @Test
  void shouldBeTheSame_whenAskedAgain() {
    assertThat(POLICY.backOff("0xab", 1, 3)).isEqualTo(POLICY.backOff("0xab", 1, 3));
  }
}
