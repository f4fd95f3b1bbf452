package io.govchain.console.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * RFC 4180 in UTF-8 with a byte order mark, by which spreadsheets know Chinese text. A text that a
 * spreadsheet would take for a formula is written with an apostrophe before it.
 */
final class CsvWriter<T> implements RowWriter<T> {
  private static final String FORMULA = "=+-@\t\r";

  private final Writer out;
  private final List<Column<T>> columns;

  CsvWriter(OutputStream stream, List<Column<T>> columns) throws IOException {
    this.out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    this.columns = columns;
    out.write('\ufeff');
    line(columns.stream().<Object>map(Column::title).toList());
  }

  @Override
  public void row(T value) throws IOException {
    line(RowWriter.cells(columns, value));
  }

  @Override
  public void note(String text) throws IOException {
    line(List.of(text));
  }

  private void line(List<Object> cells) throws IOException {
    out.write(cells.stream().map(CsvWriter::text).collect(Collectors.joining(",")));
    out.write("\r\n");
  }

  static String text(Object cell) {
    if (cell instanceof Long number) {
      return number.toString();
    }
    String text = cell.toString();
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    return safe.matches("(?s).*[\",\r\n'].*") || !safe.equals(safe.strip())
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
