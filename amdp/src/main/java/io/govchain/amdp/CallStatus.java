package io.govchain.amdp;

/** The state of a cross-chain transaction in the words shown to applications. */
public enum CallStatus implements WireName {
  RECEIVED("received"),
  OPENING("opening"),
  EXECUTING("executing"),
  VERIFYING("verifying"),
  COMPENSATING("compensating"),
  SETTLED("settled"),
  COMPENSATED("compensated"),
  ESCALATED("escalated"),
  RESOLVED("resolved"),
  REJECTED("rejected");

  private final String wire;

  CallStatus(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
