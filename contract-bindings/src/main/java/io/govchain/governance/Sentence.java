package io.govchain.governance;

/**
 * The same statement for readers of English and of Chinese. Names in it were chosen by others:
 * control characters and those that turn the direction of writing are replaced, so that no name can
 * forge a line or a terminal command.
 */
public record Sentence(String english, String chinese) {

  /** Replaces what does not belong in a sentence. */
  public Sentence {
    english = printable(english);
    chinese = printable(chinese);
  }

  private static String printable(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "\uFFFD");
  }
}
