package io.govchain.amdp;

/** Whether a step changes its subchain. */
public enum StepKind implements WireName {
  READ("read"),
  WRITE("write");

  private final String wire;

  StepKind(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
