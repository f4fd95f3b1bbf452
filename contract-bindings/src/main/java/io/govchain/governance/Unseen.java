package io.govchain.governance;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Characters that could hide text, turn its direction around, move a terminal's cursor, or look
 * like nothing at all: those that the console's page takes for such ({@code UNSEEN} of {@code
 * sentence.ts}). They stand in texts that others wrote.
 */
public final class Unseen {
  /** Of the ignorable ones only those that are in no category before. */
  private static final Pattern ALL =
      Pattern.compile(
          "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2065\\u2800"
              + "\\u3164\\ufe00-\\ufe0f\\uffa0\\ufff0-\\ufff8\\x{e0000}-\\x{e0fff}]+");

  private static final Pattern QUOTES = Pattern.compile("[\"“”]");
  private static final int LONGEST_QUOTE = 4096;

  private Unseen() {}

  /** A text of several lines that we laid out: all of it escaped but their ends. */
  public static String escapedLines(String text) {
    return text.lines().map(Unseen::escaped).collect(Collectors.joining("\n"));
  }

  /** The text with each such character as an escape, as the page writes it; line breaks as well. */
  public static String escaped(String text) {
    return ALL.matcher(text)
        .replaceAll(
            found ->
                found
                    .group()
                    .codePoints()
                    .mapToObj("\\\\u{%x}"::formatted)
                    .collect(Collectors.joining()));
  }

  /**
   * What somebody else wrote, in quotation marks that it cannot close: within a sentence it does
   * not pass for our own words.
   */
  static Sentence quoted(String text) {
    String clean = QUOTES.matcher(ALL.matcher(text).replaceAll(" ")).replaceAll("'");
    int rest = clean.length() - LONGEST_QUOTE;
    if (rest <= 0) {
      return new Sentence("“" + clean + "”", "“" + clean + "”");
    }
    String cut = "“" + clean.substring(0, LONGEST_QUOTE) + "…”";
    return new Sentence(
        cut + " (and " + rest + " more characters)", cut + "（另有 " + rest + " 个字符未显示）");
  }
}
