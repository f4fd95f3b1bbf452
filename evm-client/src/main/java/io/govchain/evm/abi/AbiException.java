package io.govchain.evm.abi;

/**
 * A value does not fit its ABI type, a signature is not one, or returned data cannot be decoded.
 */
public final class AbiException extends RuntimeException {
  private final String where;
  private final String expected;
  private final String actual;

  AbiException(String where, String expected, String actual) {
    super(where + ": expected " + expected + ", got " + actual);
    this.where = where;
    this.expected = expected;
    this.actual = actual;
  }

  /** Which value, such as {@code argument 2 of store(bytes32,string)}. */
  public String where() {
    return where;
  }

  /** What would have been right. */
  public String expected() {
    return expected;
  }

  /** What came, shortened. */
  public String actual() {
    return actual;
  }

  static String brief(String text) {
    return text.length() <= 80
        ? text
        : text.substring(0, 80) + "... (" + text.length() + " characters)";
  }
}
