package io.govchain.console.monitor;

import io.govchain.console.store.Meta;
import io.govchain.service.database.Sql;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What held for calls of governed functions: by an event, or from the founding on. */
final class RulesOfCalls {
  private RulesOfCalls() {}

  /**
   * What held for a call before an event.
   *
   * @param type of the events that change it
   * @param field of these events that says what holds from then on
   * @param founding name of the values that held from the founding on
   */
  static Optional<String> before(
      Handle handle,
      String type,
      String field,
      String founding,
      String target,
      String selector,
      long event) {
    return Sql.first(
            handle,
            "SELECT json_extract(data, '$.' || ?) FROM events WHERE type = ?"
                + " AND number < ? AND json_extract(data, '$.target') = ?"
                + " AND json_extract(data, '$.selector') = ? ORDER BY number DESC LIMIT 1",
            row -> row.getString(1),
            field,
            type,
            event,
            target,
            selector)
        .or(() -> founding(handle, founding, target + selector));
  }

  private static Optional<String> founding(Handle handle, String name, String call) {
    return Meta.get(handle, name)
        .flatMap(
            all ->
                Arrays.stream(all.split(" "))
                    .filter(entry -> entry.startsWith(call + "="))
                    .map(entry -> entry.substring(call.length() + 1))
                    .findFirst());
  }
}
