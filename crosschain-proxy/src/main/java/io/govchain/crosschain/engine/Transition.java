package io.govchain.crosschain.engine;

import java.util.List;

/** What an input led to: the state to be stored, then the effects, in this order. */
public record Transition(TransactionState state, List<Effect> effects) {
  public Transition {
    effects = List.copyOf(effects);
  }

  static Transition to(TransactionState state) {
    return new Transition(state, List.of());
  }
}
