package io.govchain.console.monitor;

import io.govchain.console.store.Meta;
import io.govchain.governance.WorkOrder;
import io.govchain.service.database.Sql;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;

/** Majorities that calls need, and which of two is the looser. */
final class Policies {
  private Policies() {}

  /** What a call needed before this event: by the change before, or from the founding on. */
  static String before(Handle handle, String target, String selector, long event) {
    return Sql.first(
            handle,
            "SELECT json_extract(data, '$.policy') FROM events WHERE type = 'PolicyChanged'"
                + " AND number < ? AND json_extract(data, '$.target') = ?"
                + " AND json_extract(data, '$.selector') = ? ORDER BY number DESC LIMIT 1",
            row -> row.getString(1),
            event,
            target,
            selector)
        .orElseGet(() -> founding(handle, target + selector));
  }

  private static String founding(Handle handle, String call) {
    return Meta.get(handle, Meta.POLICIES)
        .flatMap(
            all ->
                Arrays.stream(all.split(" "))
                    .filter(entry -> entry.startsWith(call + "="))
                    .map(entry -> entry.substring(call.length() + 1))
                    .findFirst())
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
