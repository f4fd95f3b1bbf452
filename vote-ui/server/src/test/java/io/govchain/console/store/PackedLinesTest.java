package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PackedLinesTest {
  private static final byte[] DIGEST = new byte[32];

  static {
    DIGEST[0] = (byte) 0xd1;
    DIGEST[31] = 7;
  }

  @Test
  void shouldUnpackWhatWasPacked_whateverTheNumbers() {
    PackedLines lines = new PackedLines();
    lines.add(1, LedgerType.OPENED, 0, 0, 1);
    lines.add(
        Long.MAX_VALUE, LedgerType.REPORTED, 255, 10, Integer.MAX_VALUE, DIGEST, 0, DIGEST.length);
    lines.add(1L << 40, LedgerType.STATUS, 0, 5, 0);
    assertThat(lines.count()).isEqualTo(3);

    List<PackedLines.Line> unpacked = PackedLines.unpack(77, lines.take());

    assertThat(unpacked).extracting(PackedLines.Line::number).containsExactly(77L, 78L, 79L);
    assertThat(unpacked)
        .extracting(PackedLines.Line::seq)
        .containsExactly(1L, Long.MAX_VALUE, 1L << 40);
    assertThat(unpacked).extracting(PackedLines.Line::step).containsExactly(0, 255, 0);
    assertThat(unpacked).extracting(PackedLines.Line::code).containsExactly(0, 10, 5);
    assertThat(unpacked)
        .extracting(PackedLines.Line::institution)
        .containsExactly(1, Integer.MAX_VALUE, 0);
    assertThat(unpacked.get(1).digest()).isEqualTo(DIGEST);
    assertThat(unpacked.get(2).digest()).isEmpty();
    assertThat(lines.count()).as("begun anew").isZero();
  }

  @Test
  void shouldGrow_whenThereAreVeryMany() {
    PackedLines lines = new PackedLines();
    for (int i = 0; i < 1_000; i++) {
      lines.add(i, LedgerType.REPORTED, 1, 2, 3, DIGEST, 0, DIGEST.length);
    }

    assertThat(PackedLines.unpack(1, lines.take()))
        .hasSize(1_000)
        .last()
        .satisfies(line -> assertThat(line.seq()).isEqualTo(999));
  }
}
