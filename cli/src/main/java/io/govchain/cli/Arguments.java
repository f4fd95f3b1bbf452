package io.govchain.cli;

import io.govchain.governance.Ballot;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks what was typed before anything is asked or sent. */
final class Arguments {
  private static final Pattern ID = Pattern.compile("0x[0-9a-f]{64}");

  private Arguments() {}

  /** 32 bytes of hex, such as a transaction's or a work order's id. */
  static String id(String what, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!ID.matcher(lower).matches()) {
      throw CommandFailure.usage(
          "%s: expected 0x and 64 hex digits, actual '%s'".formatted(what, text));
    }
    return lower;
  }

  /**
   * Why somebody votes so, as long as the console takes it: the chain keeps every byte for good.
   */
  static String reason(String text) {
    String reason = text.strip();
    int length = reason.codePointCount(0, reason.length());
    if (length > Ballot.LONGEST_REASON) {
      throw CommandFailure.usage(
          "--reason: expected at most %d characters, actual %d"
              .formatted(Ballot.LONGEST_REASON, length));
    }
    return reason;
  }
}
