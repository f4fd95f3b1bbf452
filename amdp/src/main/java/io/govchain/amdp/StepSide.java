package io.govchain.amdp;

/** The side of a pipeline on which a step runs. */
public enum StepSide implements WireName {
  SOURCE("source"),
  TARGET("target");

  private final String wire;

  StepSide(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
