package io.govchain.amdp;

/** Doing a step, or undoing it through its compensator. */
public enum StepAction implements WireName {
  EXECUTE("execute"),
  COMPENSATE("compensate");

  private final String wire;

  StepAction(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
