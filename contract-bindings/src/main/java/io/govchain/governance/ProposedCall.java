package io.govchain.governance;

import java.math.BigInteger;

/**
 * A call that a work order makes once it is accepted.
 *
 * @param to the governance contract's address
 * @param data selector and arguments, hex
 * @param value wei that go with it; a call that moves any cannot be carried out, as no governance
 *     contract takes money, but anybody may propose it
 */
public record ProposedCall(String to, String data, BigInteger value) {

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

  /** A call that moves no money. */
  public ProposedCall(String to, String data) {
    this(to, data, BigInteger.ZERO);
  }

  /** Whether money is to go with it. */
  public boolean movesValue() {
    return value.signum() != 0;
  }

  /** The first four bytes of the data. */
  public String selector() {
    return data.substring(0, 10);
  }
}
