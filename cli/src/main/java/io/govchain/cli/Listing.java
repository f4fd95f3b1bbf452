package io.govchain.cli;

import java.util.List;
import java.util.function.Function;

/** How records of one kind are shown: the columns of the list and the lines of a single one. */
final class Listing<T> {
  record Column<T>(String heading, Function<T, String> cell) {}

  private final String plural;
  private final List<Column<T>> columns;

  @SafeVarargs
  @SuppressWarnings("varargs")
  Listing(String plural, Column<T>... columns) {
    this.plural = plural;
    this.columns = List.of(columns);
  }

  static <T> Column<T> column(String heading, Function<T, String> cell) {
    return new Column<>(heading, cell);
  }

  void print(Output out, List<T> items) {
    out.table(
        items,
        columns.stream().map(Column::heading).toList(),
        items.stream().map(this::row).toList(),
        "no " + plural);
  }

  private List<String> row(T item) {
    return columns.stream().map(column -> column.cell().apply(item)).toList();
  }
}
