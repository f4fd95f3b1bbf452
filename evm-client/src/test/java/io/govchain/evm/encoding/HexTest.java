package io.govchain.evm.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HexTest {
  private static final long SEED = 31;

  @Test
  void shouldReadEveryLong_whenDigitsAreFewOrMany() {
    Random random = new Random(SEED);
    for (int i = 0; i < 10_000; i++) {
      long value = random.nextLong() >>> 1 + random.nextInt(63);
      String text = "0x" + "0".repeat(random.nextInt(30)) + Long.toHexString(value);
      assertEquals(value, Hex.toLong(text), text);
      assertEquals(value, Hex.toLong(text.toUpperCase(Locale.ROOT).replace('X', 'x')), text);
    }
    assertEquals(Long.MAX_VALUE, Hex.toLong("0x7fffffffffffffff"));
    assertEquals(
        BigInteger.TWO.pow(256).subtract(BigInteger.ONE), Hex.number("0x" + "f".repeat(64)));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "0",
        "0x",
        "12",
        "0X1",
        "0x-1",
        "0x+1",
        "0x 1",
        "0xg",
        "0x1g",
        "0x12345678901234g",
        "0x\u0661",
        "0x8000000000000000",
        "0xffffffffffffffff",
        "0x1\uffff"
      })
  void shouldRefuseANumber_whenItIsNoneOrDoesNotFit(String text) {
    assertThrows(IllegalArgumentException.class, () -> Hex.toLong(text));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "0",
        "12",
        "0X12",
        "0x1",
        "0x123",
        "0x1g",
        "0xg1",
        "0x\u0661\u0661",
        "0x1\uffff"
      })
  void shouldRefuseBytes_whenTheyAreNoHexadecimalText(String text) {
    assertThrows(IllegalArgumentException.class, () -> Hex.bytes(text));
    assertThrows(IllegalArgumentException.class, () -> Hex.data(text));
  }

  @Test
  void shouldGiveBackTheSameBytes_whenWrittenAndRead() {
    Random random = new Random(SEED);
    for (int length = 0; length < 200; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      String text = Hex.of(bytes);
      assertArrayEquals(bytes, Hex.bytes(text));
      assertArrayEquals(bytes, Hex.bytes("0x" + text.substring(2).toUpperCase(Locale.ROOT)));
      assertEquals(text, Hex.data("0x" + text.substring(2).toUpperCase(Locale.ROOT)));
    }
  }

  @Test
  void shouldTellWhatIsWrong_whenATextIsRefused() {
    String digits = "12".repeat(31);
    assertTells("address: expected 0x and 40 hex digits", () -> Hex.address("0x12"));
    assertTells("hash: not hexadecimal: 0x" + digits + "zz", () -> Hex.hash("0x" + digits + "zz"));
    assertTells("not hexadecimal: 0xzz", () -> Hex.bytes("0xzz"));
    assertTells("not hexadecimal: 0xzz", () -> Hex.data("0xzz"));
    assertTells("even number of hex digits, got 3 in 0x123", () -> Hex.data("0x123"));
    assertTells(
        "number above 2^63 - 1: 0x8000000000000000", () -> Hex.toLong("0x8000000000000000"));
    assertTells("starting with 0x, got null", () -> Hex.toLong(null));
  }

  private static void assertTells(String what, Runnable read) {
    String message = assertThrows(IllegalArgumentException.class, read::run).getMessage();
    assertTrue(message.contains(what), message);
  }
}
