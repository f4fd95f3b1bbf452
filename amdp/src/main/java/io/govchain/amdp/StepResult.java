package io.govchain.amdp;

/**
 * What became of a step, as its responsible party knows it. {@link #UNKNOWN} is never a guess of
 * failure.
 */
public enum StepResult implements WireName {
  SUCCEEDED("succeeded"),
  FAILED("failed"),
  NOT_EXECUTED("not-executed"),
  UNKNOWN("unknown");

  private final String wire;

  StepResult(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
