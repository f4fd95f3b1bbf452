package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PackedNumbersTest {
  private static final long[] NUMBERS = {0, 1, 127, 128, 16_383, 16_384, 1L << 40, Long.MAX_VALUE};

  @Test
  void shouldUnpackWhatWasPacked_whateverTheNumbers() {
    byte[] packed = PackedNumbers.pack(NUMBERS, NUMBERS.length);

    assertThat(PackedNumbers.unpack(packed))
        .containsExactly(0L, 1L, 127L, 128L, 16_383L, 16_384L, 1L << 40, Long.MAX_VALUE);
  }

  @Test
  void shouldTakeAsFewBytesAsTheNumberNeeds_whenItIsSmall() {
    assertThat(PackedNumbers.pack(new long[] {127}, 1)).hasSize(1);
    assertThat(PackedNumbers.pack(new long[] {128}, 1)).hasSize(2);
    assertThat(PackedNumbers.pack(new long[] {600_000}, 1)).hasSize(3);
    assertThat(PackedNumbers.pack(new long[] {Long.MAX_VALUE}, 1))
        .hasSize(PackedNumbers.MOST_BYTES);
  }

  @Test
  void shouldGoOn_whenMoreIsPutBehind() {
    byte[] first = PackedNumbers.pack(NUMBERS, 3);
    byte[] more = PackedNumbers.pack(new long[] {9, 600_000, 77}, 2);

    byte[] both = ByteBuffer.allocate(first.length + more.length).put(first).put(more).array();
    assertThat(PackedNumbers.unpack(both)).containsExactly(0L, 1L, 127L, 9L, 600_000L);
  }

  @Test
  void shouldRefuse_whenANumberIsNegative() {
    assertThatThrownBy(() -> PackedNumbers.pack(new long[] {-1}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a number from 0 on, actual -1");
  }
}
