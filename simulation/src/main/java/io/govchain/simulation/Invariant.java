package io.govchain.simulation;

/** What must hold after every event, numbered as in the design. */
public enum Invariant {
  I1("intent before effect"),
  I2("at most once"),
  I3("no false end"),
  I4("every transaction ends"),
  I5("only the responsible party speaks"),
  I6("block time is the only clock"),
  I7("late truth wins"),
  I8("no business data on the governance chain"),
  I9("the local store is disposable"),
  I10("no transaction delays another"),
  /** Not an invariant of the design but of the state machine: it takes every input. */
  TOTAL("the engine is total");

  private final String words;

  Invariant(String words) {
    this.words = words;
  }

  /** As it is printed: number and words. */
  public String title() {
    return this == TOTAL ? words : name() + " " + words;
  }
}
