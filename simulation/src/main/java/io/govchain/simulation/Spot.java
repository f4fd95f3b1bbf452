package io.govchain.simulation;

/** A step of a transaction. */
record Spot(String transaction, int step) {
  @Override
  public String toString() {
    return "step %d of %s".formatted(step, transaction);
  }
}
