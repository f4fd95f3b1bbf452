package io.govchain.crosschain.verification;

import io.govchain.crosschain.engine.Reason;

/** What an examination found. */
public sealed interface Finding {

  /** The evidence proves the step. */
  record Accepted() implements Finding {}

  /** The evidence does not prove the step. */
  record Disputed(Reason reason) implements Finding {}

  /**
   * It cannot be told now, for example because no node answers: to be asked again, never guessed.
   */
  record Undecided(String why) implements Finding {}

  /** Disputed, with what was expected and what came. */
  static Finding disputed(String where, Object expected, Object actual) {
    return new Disputed(
        new Reason(
            "evidence-refused", "%s: expected %s, actual %s".formatted(where, expected, actual)));
  }
}
