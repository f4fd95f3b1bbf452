package io.govchain.service.loop;

/**
 * Whether this process ever ran out of memory, as far as work noticed that goes on all the same:
 * whatever else it hit cannot be known, so health does not forget it before the restart.
 */
public final class Memory {
  private static volatile boolean ranOut;

  private Memory() {}

  /** To be told of whatever is caught and followed by another attempt. */
  public static void note(Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      ranOut = true;
    }
  }

  static boolean ranOut() {
    return ranOut;
  }

  static void forget() {
    ranOut = false;
  }
}
