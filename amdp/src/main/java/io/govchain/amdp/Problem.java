package io.govchain.amdp;

import java.util.Objects;

/**
 * What is wrong with an input.
 *
 * @param code stable code
 * @param where the part that is wrong, for example {@code payload.sequence}
 * @param expected what would have been right
 * @param actual what came, cut to a length that is safe to show
 */
public record Problem(AmdpError code, String where, String expected, String actual) {

  private static final int SHOWN = 200;

  public Problem {
    Objects.requireNonNull(code, "code");
    where = shown(where);
    expected = shown(expected);
    actual = shown(actual);
  }

  /** One line with everything. */
  public String text() {
    return code.wire() + ": " + where + ": expected " + expected + ", got " + actual;
  }

  /** Cut, and without control characters: it may come from an attacker and end in a log. */
  private static String shown(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length() && i < SHOWN; i++) {
      char c = text.charAt(i);
      out.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return text.length() > SHOWN ? out + "... (" + text.length() + " characters)" : out.toString();
  }
}
