package io.govchain.crosschain.sweep;

import java.util.Locale;

/**
 * Something that the sweeper found wrong with a transaction.
 *
 * @param text what is wrong, what it waits for, what was done about it
 * @param since block time of the last change that was seen
 * @param repairs how often it was tried to be mended
 */
public record Finding(String transaction, Kind kind, String text, long since, int repairs) {

  /** What is wrong. */
  public enum Kind {
    /** Nothing has happened for long; everything was asked for again. */
    STUCK,
    /** The deadline is over, and the record still takes it for open. */
    OVERDUE,
    /** The record on the governance chain and this journal say different things. */
    CONTRADICTORY,
    /** Something could not be taken in: a defect. Set aside, so that it holds up no other. */
    POISONED;

    /** As it stands in answers and metrics. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
