package io.govchain.evm.encoding;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;

/** Hexadecimal text as this module uses it everywhere: lower case, with {@code 0x}. */
public final class Hex {
  private static final HexFormat FORMAT = HexFormat.of();

  /** Digits of which every value fits a long. */
  private static final int LONG_DIGITS = 15;

  /** Values of digits by their characters; negative where a character is none. */
  private static final byte[] DIGITS = digits();

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
    requirePrefix(text);
    int digits = text.length() - 2;
    if (digits % 2 != 0) {
      throw new IllegalArgumentException(
          "expected an even number of hex digits, got " + digits + " in " + brief(text));
    }
    byte[] bytes = new byte[digits / 2];
    int invalid = 0;
    for (int i = 0, at = 2; i < bytes.length; i++, at += 2) {
      int value = digit(text.charAt(at)) << 4 | digit(text.charAt(at + 1));
      invalid |= value;
      bytes[i] = (byte) value;
    }
    if (invalid < 0) {
      throw new IllegalArgumentException("not hexadecimal: " + brief(text));
    }
    return bytes;
  }

  /** The bytes of a part of these characters, which begins with {@code 0x}. */
  public static byte[] bytes(char[] text, int start, int length) {
    if (length < 2 || length % 2 != 0 || text[start] != '0' || text[start + 1] != 'x') {
      return bytes(new String(text, start, length));
    }
    byte[] bytes = new byte[length / 2 - 1];
    int invalid = 0;
    for (int i = 0, at = start + 2; i < bytes.length; i++, at += 2) {
      int value = digit(text[at]) << 4 | digit(text[at + 1]);
      invalid |= value;
      bytes[i] = (byte) value;
    }
    // A digit that is none is negative, and what it is part of, too.
    return invalid >= 0 ? bytes : bytes(new String(text, start, length));
  }

  private static int digit(char character) {
    return character < DIGITS.length ? DIGITS[character] : -1;
  }

  private static byte[] digits() {
    byte[] values = new byte[128];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (HexFormat.isHexDigit(i) ? HexFormat.fromHexDigit(i) : -1);
    }
    return values;
  }

  /**
   * Lower-case text of exactly this many bytes.
   *
   * @param what named in the error, such as "block hash"
   */
  public static String fixed(String text, int bytes, String what) {
    if (text == null || text.length() != 2 + 2 * bytes || !hasPrefix(text)) {
      throw new IllegalArgumentException(
          what + ": expected 0x and " + 2 * bytes + " hex digits, got " + brief(text));
    }
    return lowerCase(text, what);
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
    requirePrefix(text);
    if (text.length() % 2 != 0) {
      throw new IllegalArgumentException(
          "expected an even number of hex digits, got "
              + (text.length() - 2)
              + " in "
              + brief(text));
    }
    return lowerCase(text, "data");
  }

  /** An unsigned number of at most 256 bits; leading zeros are allowed. */
  public static BigInteger number(String text) {
    requirePrefix(text);
    if (text.length() == 2 || text.length() > 2 + 64) {
      throw new IllegalArgumentException("expected a number of 1 to 64 hex digits: " + brief(text));
    }
    requireHexDigits(text, "number");
    return new BigInteger(text.substring(2), 16);
  }

  /** An unsigned number that fits a long. */
  public static long toLong(String text) {
    if (text != null && text.length() > 2 && text.length() <= 2 + LONG_DIGITS && hasPrefix(text)) {
      long value = 0;
      for (int i = 2; i < text.length() && value >= 0; i++) {
        // Fifteen digits leave the sign alone, so that only what is no digit makes it negative.
        value = value << 4 | digit(text.charAt(i));
      }
      if (value >= 0) {
        return value;
      }
    }
    BigInteger value = number(text);
    if (value.bitLength() > 63) {
      throw new IllegalArgumentException("number above 2^63 - 1: " + brief(text));
    }
    return value.longValue();
  }

  /** The same text where it is in lower case already, as nodes write it. */
  private static String lowerCase(String text, String what) {
    boolean lower = true;
    int invalid = 0;
    for (int i = 2; i < text.length(); i++) {
      char character = text.charAt(i);
      invalid |= digit(character);
      lower &= character < 'A' || character > 'F';
    }
    if (invalid < 0) {
      throw notHexadecimal(text, what);
    }
    return lower ? text : text.toLowerCase(Locale.ROOT);
  }

  private static void requireHexDigits(String text, String what) {
    for (int i = 2; i < text.length(); i++) {
      if (digit(text.charAt(i)) < 0) {
        throw notHexadecimal(text, what);
      }
    }
  }

  private static IllegalArgumentException notHexadecimal(String text, String what) {
    return new IllegalArgumentException(what + ": not hexadecimal: " + brief(text));
  }

  private static boolean hasPrefix(String text) {
    return text.startsWith("0x");
  }

  private static void requirePrefix(String text) {
    if (text == null || !hasPrefix(text)) {
      throw new IllegalArgumentException("expected text starting with 0x, got " + brief(text));
    }
  }

  private static String brief(String text) {
    return text == null || text.length() <= 80
        ? String.valueOf(text)
        : text.substring(0, 80) + "...";
  }
}
