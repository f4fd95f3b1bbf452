package io.govchain.console.monitor;

import io.govchain.console.store.Meta;
import io.govchain.governance.WorkOrder;
import org.jdbi.v3.core.Handle;

/** Majorities that calls need, and which of two is the looser. */
final class Policies {
  private Policies() {}

  /** What a call needed before this event: by the change before, or from the founding on. */
  static String before(Handle handle, String target, String selector, long event) {
    return RulesOfCalls.before(
            handle, "PolicyChanged", "policy", Meta.POLICIES, target, selector, event)
        .orElse(WorkOrder.Policy.NONE.name());
  }

  /** What no work order may call at all is held the tightest. */
  static boolean looser(String policy, String before) {
    return strictness(policy) < strictness(before);
  }

  private static int strictness(String policy) {
    WorkOrder.Policy known = WorkOrder.Policy.valueOf(policy);
    return known == WorkOrder.Policy.NONE ? WorkOrder.Policy.values().length : known.ordinal();
  }
}
