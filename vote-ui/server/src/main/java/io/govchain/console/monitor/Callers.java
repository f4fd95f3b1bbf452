package io.govchain.console.monitor;

import io.govchain.console.store.Meta;
import io.govchain.governance.FunctionRole;
import org.jdbi.v3.core.Handle;

/** Who may call governed functions, as {@link FunctionRole#told}. */
final class Callers {
  private Callers() {}

  /** Who could before this event; of what was never given to anybody, work orders alone. */
  static String before(Handle handle, String target, String selector, long event) {
    return RulesOfCalls.before(
            handle, "FunctionRoleChanged", "role", Meta.ROLES, target, selector, event)
        .orElse(FunctionRole.WORK_ORDERS.name());
  }
}
