package io.govchain.crosschain.simulation;

import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.TransactionState;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Which transitions the simulation went through, for whoever wants to know. */
final class Visits {
  static final Set<String> SEEN = new ConcurrentSkipListSet<>();

  private Visits() {}

  static void add(TransactionState before, Input input, TransactionState after) {
    SEEN.add(
        "%s %s %s"
            .formatted(
                before.getClass().getSimpleName(),
                input.getClass().getSimpleName(),
                after.getClass().getSimpleName()));
  }
}
