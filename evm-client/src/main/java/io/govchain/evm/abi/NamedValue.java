package io.govchain.evm.abi;

import java.math.BigInteger;

/**
 * An argument of a custom error.
 *
 * @param name as declared; {@code arg0}, {@code arg1}, ... where it has none
 * @param type the canonical ABI type
 * @param value text: decimal, 0x hex, true or false, the string itself, or JSON of a list
 */
public record NamedValue(String name, String type, String value) {
  private static final int WORD_DIGITS = 64;

  /** Beyond what counts, moments and sums need: what is larger is an identifier. */
  private static final int LONGEST_NUMBER_BITS = 128;

  /** For people: an identifier that the ABI declares as a number stands in hex, as elsewhere. */
  String shown() {
    if (!type.equals("uint256")) {
      return value;
    }
    BigInteger number = new BigInteger(value);
    String hex = number.toString(16);
    return number.bitLength() <= LONGEST_NUMBER_BITS
        ? value
        : "0x" + "0".repeat(WORD_DIGITS - hex.length()) + hex;
  }
}
