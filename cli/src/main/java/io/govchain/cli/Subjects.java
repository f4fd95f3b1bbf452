package io.govchain.cli;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a work order is about has to be there when it is opened: a misspelt name would go to a vote
 * unnoticed, and fail only when it is carried out.
 */
final class Subjects {
  private Subjects() {}

  static void require(Collection<String> names, String what, Function<String, Optional<?>> read) {
    for (String name : names) {
      if (read.apply(name).isEmpty()) {
        throw CommandFailure.notFound(what, name);
      }
    }
  }

  /** The two parts of an option's value. */
  static String[] pair(String option, String expected, String text) {
    String[] parts = text.split("=", 2);
    if (parts.length != 2) {
      throw CommandFailure.usage("%s: expected %s, actual %s".formatted(option, expected, text));
    }
    return parts;
  }
}
