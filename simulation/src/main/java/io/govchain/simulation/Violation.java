package io.govchain.simulation;

import java.util.function.Supplier;

/** A named invariant does not hold. */
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Invariant invariant;
  private final String transaction;

  /**
   * @param transaction the one concerned, empty if none
   */
  Violation(Invariant invariant, String transaction, String what) {
    super(what);
    this.invariant = invariant;
    this.transaction = transaction;
  }

  Invariant invariant() {
    return invariant;
  }

  String transaction() {
    return transaction;
  }

  /**
   * @param otherwise made only when it is needed: there are millions of checks
   */
  static void require(
      Invariant invariant, String transaction, boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new Violation(invariant, transaction, otherwise.get());
    }
  }
}
