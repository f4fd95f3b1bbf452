package io.govchain.evidence;

import java.util.List;

/** What an examination found. */
public sealed interface Finding {

  /**
   * The evidence proves the step.
   *
   * @param vouchers who says that the block is one of the chain: validators that sealed it, or
   *     nodes that have it
   */
  record Accepted(List<String> vouchers) implements Finding {
    public Accepted {
      vouchers = List.copyOf(vouchers);
    }
  }

  /**
   * The evidence does not prove the step.
   *
   * @param code kebab-case, stable
   */
  record Disputed(String code, String text) implements Finding {}

  /**
   * It cannot be told now, for example because no node answers: to be asked again, never guessed.
   */
  record Undecided(String why) implements Finding {}

  /** Disputed, with what was expected and what came. */
  static Finding disputed(String where, Object expected, Object actual) {
    return new Disputed(
        "evidence-refused", "%s: expected %s, actual %s".formatted(where, expected, actual));
  }
}
