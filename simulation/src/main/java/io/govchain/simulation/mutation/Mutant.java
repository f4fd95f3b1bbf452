package io.govchain.simulation.mutation;

import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A mistake, wrapped around the engine. */
public interface Mutant extends Brain {
  /** What it does wrong, in a sentence. */
  String mistake();

  /** As the engine: for mistakes that are made elsewhere. */
  @Override
  default Transition apply(TransactionState state, Input input) {
    return right(state, input);
  }

  /** Its name, for people. */
  default String name() {
    return getClass().getSimpleName();
  }

  /**
   * Whether the mistake is in code that runs in the services, and not in the simulation's model of
   * what surrounds it.
   */
  default boolean isOfRealCode() {
    return true;
  }

  /** All mistakes that are tried. */
  static List<Mutant> all() {
    return Stream.of(
            Misreading.all(),
            Misdoing.all(),
            Misreporting.all(),
            Forgetting.all(),
            Mistaking.all(),
            Lagging.all(),
            Outliving.all())
        .flatMap(List::stream)
        .toList();
  }

  /** What the engine would do. */
  static Transition right(TransactionState state, Input input) {
    return ENGINE.apply(state, input);
  }

  /** The same with more effects at the end. */
  static Transition adding(Transition right, Effect... more) {
    List<Effect> effects = new ArrayList<>(right.effects());
    effects.addAll(List.of(more));
    return new Transition(right.state(), effects);
  }

  /** The same without some effects. */
  static Transition without(Transition right, Predicate<Effect> dropped) {
    return new Transition(
        right.state(), right.effects().stream().filter(dropped.negate()).toList());
  }

  /** The same with its reports altered. */
  static Transition altering(Transition right, UnaryOperator<Effect.RecordReport> change) {
    return new Transition(
        right.state(),
        right.effects().stream()
            .map(
                effect ->
                    effect instanceof Effect.RecordReport report ? change.apply(report) : effect)
            .toList());
  }

  /** Whether an effect is a report of this kind. */
  static Predicate<Effect> isReport(Entry entry) {
    return effect -> effect instanceof Effect.RecordReport report && report.entry() == entry;
  }
}
