package io.govchain.console.documents;

import io.govchain.console.statement.SignedStatement;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the uploader of a document called it, in the text of the statement that she signed: {@code
 * statutes.pdf (application/pdf)}. No file's name has a slash in it, so that the type is told from
 * the name.
 *
 * @param type of a kind that no browser runs; empty where none or another was told
 */
record NamedFile(FileName name, Optional<String> type) {
  /** The whole statement goes out in a header, which proxies on the way take up to some size. */
  private static final int LONGEST_TEXT = 300;

  private static final Pattern TEXT =
      Pattern.compile("(.*?)(?: \\(([a-z]{1,20}/[a-z0-9.+-]{1,100})\\))?", Pattern.DOTALL);

  private static final Set<String> INERT =
      Set.of(
          "application/json",
          "application/msword",
          "application/pdf",
          "application/rtf",
          "application/vnd.ms-excel",
          "application/vnd.oasis.opendocument.spreadsheet",
          "application/vnd.oasis.opendocument.text",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/zip",
          "image/jpeg",
          "image/png",
          "image/tiff",
          "text/csv",
          "text/plain");

  /** What a statement calls its document; empty if it does not say, or says too much. */
  static Optional<NamedFile> in(SignedStatement statement) {
    String text = statement.text();
    Matcher parts = TEXT.matcher(text);
    if (text.codePointCount(0, text.length()) > LONGEST_TEXT || !parts.matches()) {
      return Optional.empty();
    }
    Optional<String> type = Optional.ofNullable(parts.group(2)).filter(INERT::contains);
    return FileName.of(parts.group(1)).map(name -> new NamedFile(name, type));
  }
}
