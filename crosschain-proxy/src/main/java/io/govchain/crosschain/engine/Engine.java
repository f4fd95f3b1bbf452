package io.govchain.crosschain.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Decides what one party does about a transaction. Immutable, may be shared by threads. */
public final class Engine {
  private final Policy policy;

  public Engine(Policy policy) {
    this.policy = policy;
  }

  /** The state of every transaction before its first input. */
  public static TransactionState initial() {
    return new Unseen();
  }

  /**
   * What follows from something that happened. Total: an input that makes no sense in a state
   * leaves it unchanged, and raises an alarm if it contradicts what is known.
   */
  public Transition apply(TransactionState state, Input input) {
    if (input instanceof Input.OfStep of && isOutOfRange(state, of.step())) {
      return Transition.to(state);
    }
    return notifying(state, on(state, input));
  }

  /**
   * Block time at which the state wants {@code BlockTimeAdvanced}; empty if it waits for no time.
   */
  public OptionalLong wakeAt(TransactionState state) {
    return state.wakeAt(policy);
  }

  private Transition on(TransactionState state, Input input) {
    return switch (state) {
      case Unseen s -> s.on(input, policy);
      case Opening s -> s.on(input, policy);
      case Executing s -> s.on(input, policy);
      case Settling s -> s.on(input, policy);
      case Compensating s -> s.on(input, policy);
      case Escalated s -> s.on(input, policy);
      case Settled s -> s.on(input, policy);
      case Compensated s -> s.on(input, policy);
      case Resolved s -> s.on(input, policy);
      case Rejected s -> s.on(input, policy);
    };
  }

  private static boolean isOutOfRange(TransactionState state, int step) {
    return step != Entry.WHOLE
        && state.known().map(known -> step < 0 || step >= known.size()).orElse(false);
  }

  /** The application hears of every visible change, and of nothing else. */
  private static Transition notifying(TransactionState before, Transition transition) {
    Optional<TransactionView> view = transition.state().view();
    boolean initiatedHere =
        transition.state().known().map(known -> known.plan().initiatedHere()).orElse(false);
    if (!initiatedHere || view.equals(before.view())) {
      return transition;
    }
    List<Effect> effects = new ArrayList<>(transition.effects());
    view.map(Effect.NotifyApplication::new).ifPresent(effects::add);
    return new Transition(transition.state(), effects);
  }
}
