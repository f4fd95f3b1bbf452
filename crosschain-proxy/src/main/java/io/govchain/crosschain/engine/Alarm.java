package io.govchain.crosschain.engine;

/**
 * Something that a person must look at.
 *
 * @param step the step concerned, {@link Entry#WHOLE} for the whole transaction
 * @param text what happened, what was expected
 */
public record Alarm(Code code, int step, String text) {

  /** Stable codes, for alerting rules. */
  public enum Code {
    /** A step could not be undone automatically. */
    CompensationFailed,
    /** The transaction was handed to people. */
    Escalated,
    /** A fact contradicts one that is on the record already. */
    Contradiction,
    /** The governance chain refused an entry that it should have taken. */
    EntryRefused,
    /** The subchain proxy could not be reached in time, so an outcome stays unknown. */
    OutcomeUnknown,
    /** Nothing happens any more, though everything that is outstanding was asked for again. */
    Stuck,
    /** An input could not be applied: a defect. The transaction is set aside. */
    Poisoned,
    /** The record exists, but not with the plan that this party was asked to carry out. */
    RecordMismatch
  }
}
