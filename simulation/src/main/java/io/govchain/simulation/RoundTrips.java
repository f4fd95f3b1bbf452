package io.govchain.simulation;

import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.journal.StateCodec;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether states are read from disk as they were written. That depends on nothing but the state, so
 * each that was met in a world is written and read once.
 */
final class RoundTrips {
  /** One for all worlds: to make one costs more than to use it a hundred times. */
  private static final StateCodec CODEC = new StateCodec();

  private final Set<TransactionState> good = new HashSet<>();

  boolean isReadAsWritten(TransactionState state) {
    if (good.contains(state)) {
      return true;
    }
    boolean same = CODEC.decode(CODEC.encode(state)).equals(state);
    if (same) {
      good.add(state);
    }
    return same;
  }
}
