package io.govchain.console.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook of one sheet, written row by row. Texts are texts there and never formulas. */
final class XlsxWriter<T> implements RowWriter<T> {
  private static final int ROWS_IN_MEMORY = 500;
  private static final int LONGEST_CELL = 32_000;

  private final Workbook book;
  private final Worksheet sheet;
  private final List<Column<T>> columns;
  private int rows;

  XlsxWriter(OutputStream out, String title, List<Column<T>> columns) throws IOException {
    this.book = new Workbook(out, "Govchain", "1.0");
    this.sheet = book.newWorksheet(title);
    this.columns = columns;
    sheet.freezePane(0, 1);
    write(columns.stream().<Object>map(Column::title).toList());
  }

  @Override
  public void row(T value) throws IOException {
    write(RowWriter.cells(columns, value));
    if (rows % ROWS_IN_MEMORY == 0) {
      sheet.flush();
    }
  }

  @Override
  public void note(String text) {
    write(List.of(text));
  }

  private void write(List<Object> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i) instanceof Long number) {
        sheet.value(rows, i, number);
      } else {
        // In its cell and not in the workbook's list of texts, which stays in memory to the end.
        sheet.inlineString(rows, i, text(cells.get(i).toString()));
      }
    }
    rows++;
  }

  /** Control characters cannot be written in XML; a cell holds no more than so much. */
  private static String text(String text) {
    String plain = text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "\ufffd");
    return plain.length() <= LONGEST_CELL ? plain : plain.substring(0, LONGEST_CELL) + "...";
  }

  @Override
  public void close() throws IOException {
    book.finish();
  }
}
