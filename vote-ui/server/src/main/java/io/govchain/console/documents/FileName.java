package io.govchain.console.documents;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A document's name as it is handed out: the uploader's, without whatever could lead a browser, a
 * disk or a reader astray. It names and proves nothing; what a document is, its digest tells.
 */
record FileName(String text) {
  /** What no file system refuses, also where it adds something of its own. */
  private static final int MOST_BYTES = 180;

  private static final int LONGEST_ENDING = 20;

  /** Control characters, and those that cannot be seen or turn the direction of a text around. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{C}\\p{Zl}\\p{Zp}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2800"
              + "\\u3164\\ufe00-\\ufe0f\\uffa0\\x{e0100}-\\x{e01ef}]");

  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

  /** The name without its folders; empty where nothing of it is left. */
  static Optional<FileName> of(String given) {
    String file = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    String seen =
        UNSEEN
            .matcher(Normalizer.normalize(file, Normalizer.Form.NFC))
            .replaceAll("")
            .replaceAll("[\"*:<>?|]", "_")
            .replaceAll("[\\p{Z}\\s]+", " ");
    // Spaces and dots at the ends hide a file, or its ending.
    String bare = shortened(seen.replaceAll("^[ .]+", "")).replaceAll("[ .]+$", "");
    String plain = DEVICE.matcher(bare).matches() ? "_" + bare : bare;
    return plain.isEmpty() ? Optional.empty() : Optional.of(new FileName(plain));
  }

  /** By characters, never through one, and with its ending. */
  private static String shortened(String name) {
    if (bytes(name) <= MOST_BYTES) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String ending =
        dot > 0 && bytes(name.substring(dot)) <= LONGEST_ENDING ? name.substring(dot) : "";
    String stem = name.substring(0, name.length() - ending.length());
    while (bytes(stem) + bytes(ending) > MOST_BYTES) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem + ending;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * The value of {@code Content-Disposition} (RFC 6266): letters, digits and a few marks alone
   * stand for themselves, so that nothing of a name can end the value, or the header.
   */
  String attachment() {
    StringBuilder exact = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(each)) {
        exact.append((char) each);
      } else {
        exact.append("%%%02X".formatted(each & 0xff));
      }
    }
    String plain = text.replaceAll("[^A-Za-z0-9._ ()-]", "_");
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(plain, exact);
  }

  private static boolean isPlain(byte each) {
    return each >= 'a' && each <= 'z'
        || each >= 'A' && each <= 'Z'
        || each >= '0' && each <= '9'
        || each == '-'
        || each == '.'
        || each == '_';
  }
}
