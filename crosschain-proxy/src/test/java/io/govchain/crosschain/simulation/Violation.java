package io.govchain.crosschain.simulation;

/** A named invariant does not hold. */
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1;

  final transient String invariant;

  Violation(String invariant, String what) {
    super(invariant + ": " + what);
    this.invariant = invariant;
  }
}
