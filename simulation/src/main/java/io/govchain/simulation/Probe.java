package io.govchain.simulation;

import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Opening;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.Rejected;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Transition;
import io.govchain.crosschain.engine.Unseen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks a party's engine what it would do about something that happened elsewhere in the world, and
 * does nothing about the answer. So it meets in every state what no working shell would tell it
 * there, and what it decides must be harmless all the same.
 */
final class Probe {
  private static final int ONE_IN = 40;

  private final World world;
  private final RoundTrips roundTrips = new RoundTrips();
  private final Map<Class<?>, TransactionState> states = new LinkedHashMap<>();
  private final Map<Class<?>, Input> inputs = new LinkedHashMap<>();

  Probe(World world) {
    this.world = world;
  }

  /** Something happened; now and then something else is asked about, too. */
  void happened(TransactionState state, Input input) {
    states.put(state.getClass(), state);
    inputs.put(input.getClass(), input);
    if (world.random.nextInt(ONE_IN) == 0) {
      ask(any(states), any(inputs));
    }
  }

  /** The world is over: everything that was met in it, with everything else. */
  void ended() {
    for (TransactionState state : states.values()) {
      for (Input input : inputs.values()) {
        ask(state, input);
      }
    }
  }

  private <T> T any(Map<Class<?>, T> latest) {
    return List.copyOf(latest.values()).get(world.random.nextInt(latest.size()));
  }

  private void ask(TransactionState state, Input input) {
    Transition answer = answer(state, input);
    world.visits.add(state, input);
    require(
        Invariant.TOTAL, answer.equals(answer(state, input)), state, input, "answers differently");
    TransactionState after = answer.state();
    require(Invariant.I9, roundTrips.isReadAsWritten(after), state, input, "cannot be read again");
    if (state.isFinal()) {
      require(
          Invariant.I3,
          after.getClass() == state.getClass() && answer.effects().stream().noneMatch(Probe::acts),
          state,
          input,
          "an end is left");
    }
    boolean unopened =
        state instanceof Unseen || state instanceof Opening || state instanceof Rejected;
    if (unopened && !(input instanceof Input.RecordOpened)) {
      require(
          Invariant.I1,
          answer.effects().stream().noneMatch(Probe::touchesAChain),
          state,
          input,
          "something is done without a record");
    }
    after.known().ifPresent(known -> speaksForItself(known.plan(), answer, state, input));
  }

  private Transition answer(TransactionState state, Input input) {
    try {
      return world.brain.apply(state, input);
    } catch (RuntimeException defect) {
      throw new Violation(Invariant.TOTAL, "", "%s on %s threw %s".formatted(state, input, defect));
    }
  }

  private static boolean touchesAChain(Effect effect) {
    return effect instanceof Effect.ExecuteStep
        || effect instanceof Effect.CompensateStep
        || effect instanceof Effect.RecordReport;
  }

  private static boolean acts(Effect effect) {
    return touchesAChain(effect)
        || effect instanceof Effect.RecordOpening
        || effect instanceof Effect.SendStepRequest;
  }

  private void speaksForItself(Plan plan, Transition answer, TransactionState state, Input input) {
    for (Effect effect : answer.effects()) {
      boolean theirs =
          switch (effect) {
            case Effect.ExecuteStep execute -> plan.isOwn(execute.step());
            case Effect.CompensateStep undo -> plan.isOwn(undo.step());
            case Effect.RecordReport report -> isTheirs(plan, report);
            case Effect.RecordOpening opening -> plan.initiatedHere();
            case Effect.MessageEffect message -> true;
            case Effect.LocalEffect local -> true;
          };
      require(Invariant.I5, theirs, state, input, effect.toString());
    }
  }

  private static boolean isTheirs(Plan plan, Effect.RecordReport report) {
    return switch (report.entry()) {
      case Succeeded, Failed, NotExecuted, Compensated, CompensationFailed ->
          plan.isOwn(report.step());
      case Accepted, Disputed -> plan.isVerifiedHere(report.step());
      case Aborted, Escalated, Resolved -> report.step() == Entry.WHOLE;
      case Opened -> false;
    };
  }

  private static void require(
      Invariant invariant, boolean holds, TransactionState state, Input input, String otherwise) {
    Violation.require(
        invariant,
        state.known().map(known -> known.plan().transaction()).orElse(""),
        holds,
        () -> "asked about %s, %s would do wrong: %s".formatted(input, state.status(), otherwise));
  }
}
