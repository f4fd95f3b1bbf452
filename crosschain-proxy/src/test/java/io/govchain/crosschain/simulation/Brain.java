package io.govchain.crosschain.simulation;

import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Policy;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Transition;
import java.util.function.UnaryOperator;

/** What decides for the parties: the engine, or a mutant wrapped around it. */
@FunctionalInterface
interface Brain {
  /** Short enough for a simulated transaction to go all the way within some hundred blocks. */
  Policy POLICY = new Policy(10, 60, 3, 2, 16);

  Engine ENGINE = new Engine(POLICY);

  Transition apply(TransactionState state, Input input);

  static Brain engine() {
    return ENGINE::apply;
  }

  /** The engine, with what it answers changed. */
  static Brain changing(UnaryOperator<Transition> change) {
    return (state, input) -> change.apply(ENGINE.apply(state, input));
  }
}
