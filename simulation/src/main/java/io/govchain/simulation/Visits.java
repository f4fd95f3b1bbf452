package io.govchain.simulation;

import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.TransactionState;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which pairs of state and input the engine was in. */
final class Visits {
  private record Pair(Class<?> state, Class<?> input) {}

  private final Set<Pair> seen = new HashSet<>();

  void add(TransactionState before, Input input) {
    seen.add(new Pair(before.getClass(), input.getClass()));
  }

  void addAll(Visits other) {
    seen.addAll(other.seen);
  }

  int count() {
    return seen.size();
  }

  static int total() {
    return states().size() * inputs().size();
  }

  /** Those that were not visited, as "State on Input". */
  List<String> missing() {
    Set<String> missing = new TreeSet<>();
    for (Class<?> state : states()) {
      for (Class<?> input : inputs()) {
        if (!seen.contains(new Pair(state, input))) {
          missing.add(state.getSimpleName() + " on " + input.getSimpleName());
        }
      }
    }
    return List.copyOf(missing);
  }

  private static List<Class<?>> states() {
    return Arrays.asList(TransactionState.class.getPermittedSubclasses());
  }

  private static List<Class<?>> inputs() {
    return Arrays.stream(Input.class.getDeclaredClasses()).filter(Class::isRecord).toList();
  }
}
