package io.govchain.console.index;

import io.govchain.service.database.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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
  private List<Object[]> full = new ArrayList<>();
  private Object[] rest = new Object[0];
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
    if (end == rest.length) {
      rest = new Object[AT_ONCE[0] * columns];
      end = 0;
    }
    System.arraycopy(values, 0, rest, end, columns);
    end += columns;
    if (end == rest.length) {
      full.add(rest);
    }
  }

  void forget() {
    full = new ArrayList<>();
    rest = new Object[0];
    end = 0;
  }

  /** What writes all that was gathered; begins anew. */
  Consumer<Handle> take() {
    List<Object[]> most = full;
    Object[] few = end == rest.length ? new Object[0] : Arrays.copyOf(rest, end);
    forget();
    return handle -> {
      most.forEach(values -> Sql.update(handle, statements[0], values));
      write(handle, few);
    };
  }

  private void write(Handle handle, Object[] values) {
    int written = 0;
    for (int i = 1; i < AT_ONCE.length; i++) {
      int length = AT_ONCE[i] * columns;
      while (values.length - written >= length) {
        Sql.update(handle, statements[i], Arrays.copyOfRange(values, written, written + length));
        written += length;
      }
    }
  }
}
