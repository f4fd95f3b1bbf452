package io.govchain.console.index;

import io.govchain.console.store.Meta;
import io.govchain.service.database.Sql;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The indexes of the ledger's transactions. A new store that catches up with a long chain does
 * without them and builds them once at the end, which takes a fraction of the time of keeping them
 * row by row. The statements that build them are those of the schema, kept until they have run, so
 * that a kill in between loses none.
 */
final class LedgerIndexes {
  /** By which transactions are found that are not remembered. */
  private static final String IDS = "transactions_id";

  private static final String SEPARATOR = ";\n";

  private LedgerIndexes() {}

  static void postpone(Handle handle) {
    if (missing(handle)) {
      return;
    }
    record Index(String name, String sql) {}
    List<Index> indexes =
        Sql.list(
            handle,
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
                + " AND tbl_name = 'transactions' ORDER BY name",
            row -> new Index(row.getString(1), row.getString(2)));
    indexes.forEach(index -> Sql.update(handle, "DROP INDEX " + index.name()));
    remember(handle, indexes.stream().map(Index::sql).toList());
  }

  /** Builds what is missing. */
  static void build(Handle handle) {
    postponed(handle).forEach(sql -> Sql.update(handle, sql));
    remember(handle, List.of());
  }

  /**
   * Builds the one by ids if it is missing: somebody looks for a transaction that is not remembered
   * or was never opened, and may do so again.
   */
  static void buildIds(Handle handle) {
    List<String> postponed = postponed(handle);
    postponed.stream().filter(LedgerIndexes::ofIds).forEach(sql -> Sql.update(handle, sql));
    remember(handle, postponed.stream().filter(sql -> !ofIds(sql)).toList());
  }

  /** Whether some are still to be built. */
  static boolean missing(Handle handle) {
    return Meta.get(handle, Meta.POSTPONED).isPresent();
  }

  /** Whether the one by ids is. */
  static boolean missingIds(Handle handle) {
    return postponed(handle).stream().anyMatch(LedgerIndexes::ofIds);
  }

  private static boolean ofIds(String sql) {
    return sql.contains(" " + IDS + " ");
  }

  private static List<String> postponed(Handle handle) {
    return Meta.get(handle, Meta.POSTPONED)
        .map(statements -> Arrays.asList(statements.split(SEPARATOR)))
        .orElse(List.of());
  }

  private static void remember(Handle handle, List<String> statements) {
    if (statements.isEmpty()) {
      Sql.update(handle, "DELETE FROM meta WHERE name = ?", Meta.POSTPONED);
    } else {
      Meta.put(handle, Meta.POSTPONED, statements.stream().collect(Collectors.joining(SEPARATOR)));
    }
  }
}
