package io.govchain.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SingleCallsTest {
  private final BlockMoments governance = moments(10, 20, 30, 40, 50);
  private final BlockMoments first = moments(9, 19, 29, 39, 49);
  private final BlockMoments second = moments(15, 25, 35, 45, 55);

  @Test
  void shouldWaitForEachBlockInTurn_whenBlocksComeAtOtherMoments() {
    // 10, then 19, then 25, then 30, then 40.
    assertThat(earliestEnd(5)).hasValue(40);
    assertThat(earliestEnd(10)).as("a block that was there before does not count").hasValue(50);
  }

  @Test
  void shouldTellNothing_whenABlockWasNotSeen() {
    assertThat(earliestEnd(30)).isEmpty();
  }

  private OptionalLong earliestEnd(long began) {
    return SingleCalls.earliestEnd(
        began, List.of(governance, first, second, governance, governance));
  }

  private static BlockMoments moments(long... nanos) {
    BlockMoments moments = new BlockMoments(null);
    for (long each : nanos) {
      moments.add(each);
    }
    return moments;
  }
}
