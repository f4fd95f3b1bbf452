package io.govchain.console.acceptance;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page as it comes on paper.
 *
 * @param sheets how many it takes
 * @param headings of its parts without spaces, which the PDF file's outline leaves away where a
 *     heading goes on in the next line
 * @param text what print leaves visible
 */
record PrintedReport(int sheets, List<String> headings, String text) {
  private static final Pattern SHEET = Pattern.compile("/Type\\s*/Page\\b(?!s)");

  /** Titles of the outline's entries: plain, or UTF-16 in hex. */
  private static final Pattern TITLE =
      Pattern.compile("/Title\\s*(?:\\(((?:[^\\\\)]|\\\\.)*)\\)|<(?:FEFF)?([0-9A-Fa-f]*)>)");

  static PrintedReport of(Page page) {
    byte[] file =
        page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true).setTagged(true).setOutline(true));
    String pdf = new String(file, StandardCharsets.ISO_8859_1);
    if (!pdf.startsWith("%PDF-")) {
      throw new AssertionError("expected a PDF file, actual: " + pdf.lines().findFirst());
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    String text = page.locator("main").innerText();
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    int sheets = (int) SHEET.matcher(pdf).results().count();
    return new PrintedReport(sheets, outline(pdf, joined(page.title())), text);
  }

  /** What the page has for headings, as they are compared with those on paper. */
  static List<String> headingsOf(Page page) {
    return page.locator("main h1, main h2").allTextContents().stream()
        .map(PrintedReport::joined)
        .toList();
  }

  /** The file has a title, too. */
  private static List<String> outline(String pdf, String titleOfFile) {
    List<String> titles = new ArrayList<>();
    TITLE
        .matcher(pdf)
        .results()
        .map(PrintedReport::title)
        .map(PrintedReport::joined)
        .forEach(titles::add);
    titles.remove(titleOfFile);
    return titles;
  }

  private static String joined(String heading) {
    return heading.replaceAll("\\s+", "");
  }

  private static String title(MatchResult found) {
    return found.group(1) != null
        ? found.group(1).replaceAll("\\\\(.)", "$1")
        : new String(HexFormat.of().parseHex(found.group(2)), StandardCharsets.UTF_16BE);
  }
}
