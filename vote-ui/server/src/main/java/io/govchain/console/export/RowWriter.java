package io.govchain.console.export;

import java.io.IOException;
import java.util.List;

/** Writes rows of one format to a stream. */
interface RowWriter<T> extends AutoCloseable {
  void row(T value) throws IOException;

  /** Says after the last row that there are more than these. */
  void note(String text) throws IOException;

  /** Writes what is left; the stream stays open. */
  @Override
  void close() throws IOException;

  /** What a format makes of columns. */
  static List<Object> cells(List<? extends Column<?>> columns, Object row) {
    return columns.stream().map(column -> cell(column, row)).toList();
  }

  @SuppressWarnings("unchecked") // the columns and the rows of one table belong together
  private static <T> Object cell(Column<T> column, Object row) {
    Object value = column.value().apply((T) row);
    return value == null ? "" : value;
  }
}
