package io.govchain.evm.encoding;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;

/** Hexadecimal text as this module uses it everywhere: lower case, with {@code 0x}. */
public final class Hex {
  private static final HexFormat FORMAT = HexFormat.of();

  private Hex() {}

  /** Text of these bytes. */
  public static String of(byte[] bytes) {
    return "0x" + FORMAT.formatHex(bytes);
  }

  /** A quantity as JSON-RPC writes it: no leading zeros, {@code 0x0} for zero. */
  public static String quantity(BigInteger value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException("a quantity is not negative, was " + value);
    }
    return "0x" + value.toString(16);
  }

  /** A quantity as JSON-RPC writes it. */
  public static String quantity(long value) {
    return quantity(BigInteger.valueOf(value));
  }

  /** The bytes of a text with {@code 0x} and an even number of digits. */
  public static byte[] bytes(String text) {
    String digits = digits(text);
    if (digits.length() % 2 != 0) {
      throw new IllegalArgumentException(
          "expected an even number of hex digits, got " + digits.length() + " in " + brief(text));
    }
    try {
      return FORMAT.parseHex(digits);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not hexadecimal: " + brief(text), e);
    }
  }

  /**
   * Lower-case text of exactly this many bytes.
   *
   * @param what named in the error, such as "block hash"
   */
  public static String fixed(String text, int bytes, String what) {
    if (text == null || text.length() != 2 + 2 * bytes || !text.startsWith("0x")) {
      throw new IllegalArgumentException(
          what + ": expected 0x and " + 2 * bytes + " hex digits, got " + brief(text));
    }
    requireHexDigits(text, what);
    return text.toLowerCase(Locale.ROOT);
  }

  /** A 20-byte address, lower case. */
  public static String address(String text) {
    return fixed(text, 20, "address");
  }

  /** A 32-byte hash, lower case. */
  public static String hash(String text) {
    return fixed(text, 32, "hash");
  }

  /** Any number of whole bytes as lower-case text. */
  public static String data(String text) {
    return of(bytes(text));
  }

  /** An unsigned number of at most 256 bits; leading zeros are allowed. */
  public static BigInteger number(String text) {
    String digits = digits(text);
    if (digits.isEmpty() || digits.length() > 64) {
      throw new IllegalArgumentException("expected a number of 1 to 64 hex digits: " + brief(text));
    }
    requireHexDigits(text, "number");
    return new BigInteger(digits, 16);
  }

  /** An unsigned number that fits a long. */
  public static long toLong(String text) {
    BigInteger value = number(text);
    if (value.bitLength() > 63) {
      throw new IllegalArgumentException("number above 2^63 - 1: " + brief(text));
    }
    return value.longValue();
  }

  private static void requireHexDigits(String text, String what) {
    for (int i = 2; i < text.length(); i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        throw new IllegalArgumentException(what + ": not hexadecimal: " + brief(text));
      }
    }
  }

  private static String digits(String text) {
    if (text == null || !text.startsWith("0x")) {
      throw new IllegalArgumentException("expected text starting with 0x, got " + brief(text));
    }
    return text.substring(2);
  }

  private static String brief(String text) {
    return text == null || text.length() <= 80
        ? String.valueOf(text)
        : text.substring(0, 80) + "...";
  }
}
