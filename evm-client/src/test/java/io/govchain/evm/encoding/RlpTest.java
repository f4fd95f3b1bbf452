package io.govchain.evm.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RlpTest {
  @Test
  void shouldEncodeLikeTheSpecification() {
    assertThat(hex(text("dog"))).isEqualTo("0x83646f67");
    assertThat(hex(Rlp.list(text("cat"), text("dog")))).isEqualTo("0xc88363617483646f67");
    assertThat(hex(Rlp.number(0))).isEqualTo("0x80");
    assertThat(hex(Rlp.number(15))).isEqualTo("0x0f");
    assertThat(hex(Rlp.number(1024))).isEqualTo("0x820400");
    assertThat(hex(Rlp.number(BigInteger.ONE.shiftLeft(255)))).startsWith("0xa080");
    assertThat(hex(Rlp.list())).isEqualTo("0xc0");
    assertThat(hex(text("a".repeat(56)))).startsWith("0xb838");
    assertThat(hex(text("a".repeat(1024)))).startsWith("0xb90400");
    assertThatThrownBy(() -> Rlp.number(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x",
        "0x8100",
        "0x817f",
        "0xb800",
        "0xb837" + "00",
        "0xb90001" + "00",
        "0x83646f",
        "0x83646f6700",
        "0xc3",
        "0xc28363",
        "0xf800",
        "0xbfffffffffffffffff",
        "0xbb7fffffff00",
        "0xc0c0"
      })
  void shouldRefuse_whenItIsNotTheOneShortestForm(String input) {
    assertThatThrownBy(() -> Rlp.decode(Hex.bytes(input)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("malformed RLP at offset");
  }

  @Test
  void shouldRefuse_whenListsAreNestedTooDeep() {
    Rlp item = Rlp.list();
    for (int i = 0; i < Rlp.MAX_DEPTH; i++) {
      item = Rlp.list(item);
    }
    byte[] deep = item.encode();
    assertThatThrownBy(() -> Rlp.decode(deep)).hasMessageContaining("deeper");
    byte[] hostile = new byte[100_000];
    Arrays.fill(hostile, (byte) 0xc1);
    assertThatThrownBy(() -> Rlp.decode(hostile)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldHaveOneEncodingForEveryAcceptedInput() {
    Random random = new Random(3);
    for (int round = 0; round < 50_000; round++) {
      byte[] input = new byte[1 + random.nextInt(24)];
      random.nextBytes(input);
      if (random.nextBoolean()) {
        input[0] = (byte) (0xc0 + input.length - 1);
      }
      try {
        assertThat(Rlp.decode(input).encode()).isEqualTo(input);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageContaining("malformed RLP");
      }
    }
  }

  @Test
  void shouldRoundTrip_whenItemsAreRandom() {
    Random random = new Random(5);
    for (int round = 0; round < 500; round++) {
      byte[] encoded = random(random, 0).encode();
      assertThat(Rlp.decode(encoded).encode()).isEqualTo(encoded);
    }
  }

  @Test
  void shouldSayWhatItExpected_whenItemIsOfAnotherKind() {
    assertThatThrownBy(() -> Rlp.list().asBytes("status")).hasMessageContaining("status");
    assertThatThrownBy(() -> text("ab").asList("logs")).hasMessageContaining("logs");
    assertThatThrownBy(() -> Rlp.bytes(new byte[] {0, 1}).asNumber("gas"))
        .hasMessageContaining("leading zeros");
    assertThatThrownBy(() -> Rlp.bytes(new byte[33]).asNumber("gas")).hasMessageContaining("32");
    assertThatThrownBy(() -> Rlp.number(BigInteger.ONE.shiftLeft(64)).asLong("gas"))
        .hasMessageContaining("2^63");
  }

  @Test
  void shouldReadHexStrictly() {
    assertThat(Hex.toLong("0x00ff")).isEqualTo(255);
    for (String bad : List.of("", "ff", "0x", "0xg", "0x-1", "0x+1", "0x" + "1".repeat(65))) {
      assertThatThrownBy(() -> Hex.number(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Hex.toLong("0x8000000000000000")).hasMessageContaining("2^63");
    assertThatThrownBy(() -> Hex.bytes("0x123")).hasMessageContaining("even");
    assertThatThrownBy(() -> Hex.hash("0x" + "g".repeat(64))).hasMessageContaining("hexadecimal");
    assertThatThrownBy(() -> Hex.address(null)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Rlp random(Random random, int depth) {
    if (depth == 5 || random.nextInt(3) == 0) {
      byte[] value = new byte[random.nextInt(random.nextInt(10) == 0 ? 70_000 : 70)];
      random.nextBytes(value);
      return Rlp.bytes(value);
    }
    List<Rlp> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(random(random, depth + 1));
    }
    return Rlp.list(items);
  }

  private static Rlp text(String text) {
    return Rlp.bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(Rlp item) {
    return Hex.of(item.encode());
  }
}
