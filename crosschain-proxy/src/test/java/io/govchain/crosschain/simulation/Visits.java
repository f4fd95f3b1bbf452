package io.govchain.crosschain.simulation;

import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.TransactionState;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Which transitions from one state to another the honest engine went through. */
final class Visits {
  private record Visit(String from, String to, String input) implements Comparable<Visit> {
    @Override
    public int compareTo(Visit other) {
      return toString().compareTo(other.toString());
    }
  }

  private static final Set<Visit> SEEN = new ConcurrentSkipListSet<>();

  private Visits() {}

  static void add(TransactionState before, Input input, TransactionState after) {
    if (before.getClass() != after.getClass()) {
      SEEN.add(new Visit(name(before), name(after), name(input)));
    }
  }

  /** Transitions that are no line of the diagram. */
  static List<String> unlisted(String diagram) {
    return SEEN.stream()
        .filter(visit -> diagram.lines().noneMatch(line -> isListed(visit, line)))
        .map(Visit::toString)
        .toList();
  }

  private static boolean isListed(Visit visit, String line) {
    return line.startsWith("  %s --> %s: ".formatted(visit.from, visit.to))
        && List.of(line.substring(line.indexOf(':') + 2).split(", ")).contains(visit.input);
  }

  private static String name(Object value) {
    return value.getClass().getSimpleName();
  }
}
