package io.govchain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A file of code as hex. */
final class CodeFile {
  /** Twice what a chain takes as creation code, in digits. */
  private static final long LONGEST = 2 * 2 * 49_152;

  private static final Pattern CODE = Pattern.compile("0x([0-9a-f]{2})+");

  private CodeFile() {}

  /** Lower-case hex with 0x. */
  static String read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw CommandFailure.usage(
            "%s: expected at most %d characters, actual %d"
                .formatted(file, LONGEST, Files.size(file)));
      }
      String text = Files.readString(file).strip().toLowerCase(java.util.Locale.ROOT);
      String code = text.startsWith("0x") ? text : "0x" + text;
      if (!CODE.matcher(code).matches()) {
        throw CommandFailure.usage(file + ": expected code as hex digits, actual something else");
      }
      return code;
    } catch (IOException e) {
      throw CommandFailure.usage("expected a readable file, actual " + Unreadable.why(file, e));
    }
  }
}
