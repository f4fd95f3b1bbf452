package io.govchain.crosschain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace();

  @Test
  void shouldTakeASecond_whileItKnowsNoBetter() {
    assertThat(pace.blockSeconds()).isEqualTo(1);
    pace.onBlock(1_000);
    assertThat(pace.blockSeconds()).isEqualTo(1);
  }

  @Test
  void shouldSayHowLongNewBlocksTake_whenTheChainGotSlower() {
    for (int i = 0; i < 200; i++) {
      pace.onBlock(1_000 + i);
    }
    assertThat(pace.blockSeconds()).isEqualTo(1);
    for (int i = 0; i < 64; i++) {
      pace.onBlock(2_000 + 5L * i);
    }
    assertThat(pace.blockSeconds()).isEqualTo(5);
  }

  @Test
  void shouldForget_whenBlocksAreUndone() {
    pace.onBlock(1_000);
    pace.onBlock(1_030);
    pace.onReorg();
    assertThat(pace.blockSeconds()).isEqualTo(1);
  }
}
