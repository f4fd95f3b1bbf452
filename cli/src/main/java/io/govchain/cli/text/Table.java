package io.govchain.cli.text;

import io.govchain.governance.Unseen;
import java.util.ArrayList;
import java.util.List;

/**
 * Text in columns, each as wide as its widest cell; wide (CJK) characters count twice. What others
 * wrote stays in its cell: line breaks and whatever else cannot be seen are escapes.
 */
public final class Table {
  private static final String GAP = "  ";

  private Table() {}

  /** One line per row below the headings; every row has as many cells as there are headings. */
  public static String render(List<String> heading, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    all.add(heading);
    rows.forEach(row -> all.add(row.stream().map(Unseen::escaped).toList()));
    int[] widths = new int[heading.size()];
    for (List<String> row : all) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], width(row.get(column)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : all) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String cell = row.get(column);
        line.append(cell).append(" ".repeat(widths[column] - width(cell))).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int width(String text) {
    return text.codePoints().map(point -> isWide(point) ? 2 : 1).sum();
  }

  private static boolean isWide(int point) {
    return (point >= 0x1100 && point <= 0x115f)
        || (point >= 0x2e80 && point <= 0xa4cf)
        || (point >= 0xac00 && point <= 0xd7a3)
        || (point >= 0xf900 && point <= 0xfaff)
        || (point >= 0xfe30 && point <= 0xfe6f)
        || (point >= 0xff00 && point <= 0xff60);
  }
}
