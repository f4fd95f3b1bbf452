package io.govchain.console.index;

import io.govchain.service.database.Sql;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** How many transactions there are of each status, initiator and pipeline, by what changes. */
final class Counts {
  /** What is counted. */
  enum What {
    STATUS(1),
    INITIATOR(2),
    PIPELINE(3);

    private final int number;

    What(int number) {
      this.number = number;
    }
  }

  /** A number is changed where it stands: there is one for each of very many transactions. */
  private final Map<What, Map<Long, Change>> changes = new EnumMap<>(What.class);

  private static final class Change {
    private int by;
  }

  Counts() {
    for (What what : What.values()) {
      changes.put(what, new HashMap<>());
    }
  }

  void add(What what, long id, int change) {
    changes.get(what).computeIfAbsent(id, key -> new Change()).by += change;
  }

  void forget() {
    changes.values().forEach(Map::clear);
  }

  /** What writes all changes; begins anew. */
  Consumer<Handle> take() {
    List<Consumer<Handle>> writes = new ArrayList<>();
    changes.forEach(
        (what, byId) ->
            byId.forEach(
                (id, change) -> {
                  int by = change.by;
                  if (by != 0) {
                    writes.add(handle -> write(handle, what, id, by));
                  }
                }));
    forget();
    if (!writes.isEmpty()) {
      writes.add(handle -> Sql.update(handle, "DELETE FROM counts WHERE number = 0"));
    }
    return handle -> writes.forEach(write -> write.accept(handle));
  }

  private static void write(Handle handle, What what, long id, int change) {
    Sql.update(
        handle,
        "INSERT INTO counts (what, id, number) VALUES (?, ?, ?)"
            + " ON CONFLICT DO UPDATE SET number = number + excluded.number",
        what.number,
        id,
        change);
  }
}
