package io.govchain.governance;

/**
 * A call that a work order makes once it is accepted.
 *
 * @param to the governance contract's address
 * @param data selector and arguments, hex
 */
public record ProposedCall(String to, String data) {

  /** Refuses data without a selector. */
  public ProposedCall {
    if (data.length() < 10) {
      throw new IllegalArgumentException(
          "call of a work order: expected at least a 4-byte selector, was \""
              + data
              + "\" to "
              + to);
    }
  }

  /** The first four bytes of the data. */
  public String selector() {
    return data.substring(0, 10);
  }
}
