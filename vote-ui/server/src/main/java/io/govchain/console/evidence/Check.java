package io.govchain.console.evidence;

import java.util.Optional;

/**
 * One thing that evidence must show.
 *
 * @param name stable; the page words it
 */
record Check(String name, boolean passed, Optional<String> expected, Optional<String> actual) {
  static Check that(String name, boolean passed, Object expected, Object actual) {
    return new Check(
        name, passed, Optional.of(String.valueOf(expected)), Optional.of(String.valueOf(actual)));
  }

  /** Equal but for the case of hex digits. */
  static Check same(String name, Object expected, Object actual) {
    return that(
        name, String.valueOf(expected).equalsIgnoreCase(String.valueOf(actual)), expected, actual);
  }
}
