package io.govchain.amdp;

/**
 * Why something did not happen, for programs and for people. The text may come from another party's
 * contract: show it, never act on it.
 *
 * @param code stable code, lower case with hyphens
 * @param text at most {@link #MAX_TEXT} characters
 */
public record Reason(String code, String text) {

  /** Longest text. */
  public static final int MAX_TEXT = 1000;

  public Reason {
    Shape.errorCode("reason.code", code);
    Shape.text("reason.text", text, MAX_TEXT);
  }

  /** Makes any text fit: a contract's revert text must never keep an outcome from being sent. */
  public static Reason of(String code, String text) {
    return new Reason(code, fitting(text));
  }

  private static String fitting(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0;
        i < text.length() && out.length() < MAX_TEXT - 1;
        i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      boolean alone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      out.appendCodePoint(alone ? '?' : c);
    }
    return out.toString();
  }
}
