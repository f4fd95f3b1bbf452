package io.govchain.console.index;

import io.govchain.service.database.Sql;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Rows of one table that are gathered and written by few statements, each of which takes many rows:
 * to begin and to end a statement costs about as much as a row.
 */
final class Rows {
  private static final int[] AT_ONCE = {64, 8, 1};

  private final int columns;
  private final String[] statements;
  private Object[] gathered = new Object[0];
  private int end;

  /** Rows of this table with these columns. */
  Rows(String table, String... columns) {
    this.columns = columns.length;
    String head = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ";
    String row = "(" + String.join(", ", Collections.nCopies(columns.length, "?")) + ")";
    this.statements =
        Arrays.stream(AT_ONCE)
            .mapToObj(rows -> head + String.join(", ", Collections.nCopies(rows, row)))
            .toArray(String[]::new);
  }

  /** A row, in the order of the columns. */
  void add(Object... values) {
    if (end + columns > gathered.length) {
      gathered = Arrays.copyOf(gathered, Math.max(AT_ONCE[0] * columns, 2 * gathered.length));
    }
    System.arraycopy(values, 0, gathered, end, columns);
    end += columns;
  }

  void forget() {
    gathered = new Object[0];
    end = 0;
  }

  /** What writes all that was gathered; begins anew. */
  Consumer<Handle> take() {
    Object[] values = gathered;
    int length = end;
    gathered = new Object[0];
    end = 0;
    return handle -> write(handle, values, length);
  }

  private void write(Handle handle, Object[] values, int end) {
    int written = 0;
    for (int i = 0; i < AT_ONCE.length; i++) {
      int length = AT_ONCE[i] * columns;
      while (end - written >= length) {
        Sql.update(handle, statements[i], Arrays.copyOfRange(values, written, written + length));
        written += length;
      }
    }
  }
}
