package io.govchain.console.evidence;

import io.govchain.amdp.StepAction;
import io.govchain.amdp.WireName;
import io.govchain.governance.Entry;
import java.util.Arrays;
import java.util.Optional;

/** What evidence is to show of a step: that it was done, or that it was undone. */
enum About implements WireName {
  OUTCOME("outcome", Entry.SUCCEEDED, StepAction.EXECUTE),
  COMPENSATION("compensation", Entry.COMPENSATED, StepAction.COMPENSATE);

  private final String wire;
  private final Entry entry;
  private final StepAction action;

  About(String wire, Entry entry, StepAction action) {
    this.wire = wire;
    this.entry = entry;
    this.action = action;
  }

  static Optional<About> parse(String wire) {
    return Arrays.stream(values()).filter(each -> each.wire.equals(wire)).findFirst();
  }

  @Override
  public String wire() {
    return wire;
  }

  /** The ledger's line whose digest is evidence of it; digests of reasons are none. */
  Entry entry() {
    return entry;
  }

  /** What the write's tag says then. */
  StepAction action() {
    return action;
  }
}
