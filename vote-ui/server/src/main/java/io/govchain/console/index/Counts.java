package io.govchain.console.index;

import io.govchain.service.database.Sql;
import java.util.HashMap;
import java.util.Map;
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

  private final Map<What, Map<Long, Integer>> changes = new HashMap<>();

  void add(What what, long id, int change) {
    changes.computeIfAbsent(what, key -> new HashMap<>()).merge(id, change, Integer::sum);
  }

  void forget() {
    changes.clear();
  }

  void write(Handle handle) {
    changes.forEach((what, byId) -> byId.forEach((id, change) -> write(handle, what, id, change)));
    if (!changes.isEmpty()) {
      Sql.update(handle, "DELETE FROM counts WHERE number = 0");
    }
    changes.clear();
  }

  private static void write(Handle handle, What what, long id, int change) {
    if (change != 0) {
      Sql.update(
          handle,
          "INSERT INTO counts (what, id, number) VALUES (?, ?, ?)"
              + " ON CONFLICT DO UPDATE SET number = number + excluded.number",
          what.number,
          id,
          change);
    }
  }
}
