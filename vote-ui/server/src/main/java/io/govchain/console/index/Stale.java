package io.govchain.console.index;

import io.govchain.service.database.Sql;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Something that is to be read from the chain again.
 *
 * @param kind a register's word, or one of the constants here
 */
record Stale(String kind, String id) {
  static final String CREDIT = "credit";
  static final String PIPELINE_VERSION = "pipeline-version";

  static void mark(Handle handle, String kind, String id) {
    Sql.update(
        handle, "INSERT INTO stale (kind, id) VALUES (?, ?) ON CONFLICT DO NOTHING", kind, id);
  }

  static List<Stale> all(Handle handle, int limit) {
    return Sql.list(
        handle,
        "SELECT kind, id FROM stale ORDER BY kind, id LIMIT ?",
        row -> new Stale(row.getString(1), row.getString(2)),
        limit);
  }

  /** Whether everything was read. */
  static boolean none(Handle handle) {
    return all(handle, 1).isEmpty();
  }

  void done(Handle handle) {
    Sql.update(handle, "DELETE FROM stale WHERE kind = ? AND id = ?", kind, id);
  }
}
