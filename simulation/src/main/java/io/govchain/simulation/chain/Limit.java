package io.govchain.simulation.chain;

/**
 * How many calls a pipeline takes in a window of time; windows are counted from the beginning of
 * time.
 *
 * @param calls 0 for any number
 * @param seconds length of a window
 */
public record Limit(int calls, int seconds) {
  static final Limit NONE = new Limit(0, 0);

  boolean isNone() {
    return calls == 0;
  }
}
