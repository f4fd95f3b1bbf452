package io.govchain.testnet.checker;

/**
 * Something that the chains say and that must not be.
 *
 * @param text what was expected and what is there
 */
public record Complaint(Kind kind, String text) {

  /** What is wrong. */
  public enum Kind {
    /** An accepted call that the record does not know. */
    LOST_CALL,
    /** It has not come to an end. */
    NO_END,
    /** It left an end that is final. */
    LEFT_ITS_END,
    /** The end, or a report, says what is not so on the record itself. */
    FALSE_END,
    /** Done, or undone, more than once. */
    DOUBLE_EFFECT,
    /** Said to be done, and it is not there. */
    LOST_EFFECT,
    /** Said to be undone or never done, and it is there. */
    STANDING_EFFECT,
    /** Something else was done than promised. */
    WRONG_EFFECT,
    /** Done before the record knew of it. */
    EFFECT_BEFORE_RECORD,
    /** Nobody promised it. */
    UNPROMISED
  }

  @Override
  public String toString() {
    return kind + ": " + text;
  }
}
