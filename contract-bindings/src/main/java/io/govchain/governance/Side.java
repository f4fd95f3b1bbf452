package io.govchain.governance;

/** One end of a pipeline; the ordinal is the value in a step descriptor. */
public enum Side implements Worded {
  SOURCE,
  TARGET;

  /** The other end: who verifies what this end reports. */
  public Side other() {
    return this == SOURCE ? TARGET : SOURCE;
  }
}
