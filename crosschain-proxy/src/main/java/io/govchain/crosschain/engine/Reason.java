package io.govchain.crosschain.engine;

/**
 * Why something did not go as asked: a stable code and a sentence for people.
 *
 * @param code kebab-case, empty if there is nothing to explain
 * @param text bounded to {@value #MAX_TEXT} characters, since peers and chains choose it
 */
public record Reason(String code, String text) {

  /** Longer texts are cut. */
  public static final int MAX_TEXT = 500;

  private static final int MAX_CODE = 64;

  /** Of a success that its own party can no longer prove. */
  public static final String EVIDENCE_UNAVAILABLE = "evidence-unavailable";

  /** Nothing to explain. */
  public static final Reason NONE = new Reason("", "");

  public Reason {
    code = cut(code, MAX_CODE);
    text = cut(text, MAX_TEXT);
  }

  private static String cut(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit);
  }
}
