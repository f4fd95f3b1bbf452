package io.govchain.evm;

/**
 * What a node's answer may take at most; a longer one is refused.
 *
 * @param bytes of its text
 * @param tokens of JSON: a byte or two can stand for an object of a hundred bytes
 */
public record AnswerBounds(int bytes, long tokens) {
  /** For whole blocks: one of 60 million gas full of empty logs has fewer than 4 million tokens. */
  public static final AnswerBounds OWN_NODE = new AnswerBounds(64 * 1024 * 1024, 5_000_000);

  public AnswerBounds {
    if (bytes < 1 || tokens < 1) {
      throw new IllegalArgumentException(
          "bounds of an answer: expected at least one byte and token, got %d and %d"
              .formatted(bytes, tokens));
    }
  }
}
