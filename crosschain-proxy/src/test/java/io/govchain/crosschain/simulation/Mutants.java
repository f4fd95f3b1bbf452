package io.govchain.crosschain.simulation;

import io.govchain.crosschain.engine.Compensating;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Transition;
import io.govchain.crosschain.engine.Undoing;
import io.govchain.crosschain.engine.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Mistakes that comparable systems made, each wrapped around the engine. */
enum Mutants {
  /** Executes before the record is open. */
  EFFECT_BEFORE_INTENT("I1") {
    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = Brain.ENGINE.apply(state, input);
      boolean own = input instanceof Input.CallForwarded in && in.plan().isOwn(0);
      return own ? adding(right, new Effect.ExecuteStep(0)) : right;
    }
  },
  /** Starts the next attempt to undo a step while the one before may still succeed. */
  IMPATIENT_COMPENSATION("I2") {
    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = Brain.ENGINE.apply(state, input);
      List<Effect> more = new ArrayList<>();
      for (Effect effect : right.effects()) {
        if (effect instanceof Effect.CompensateStep step) {
          more.add(new Effect.CompensateStep(step.step(), step.attempt() + 1));
        }
      }
      return adding(right, more.toArray(Effect[]::new));
    }
  },
  /** Accepts a step as soon as its party has reported it, without looking at the evidence. */
  VERDICT_WITHOUT_EVIDENCE("I3") {
    @Override
    public Transition apply(TransactionState state, Input input) {
      boolean dispute =
          input instanceof Input.EvidenceJudged in && in.verdict() == Verdict.Disputed;
      if (dispute) {
        Input.EvidenceJudged in = (Input.EvidenceJudged) input;
        return Brain.ENGINE.apply(
            state, new Input.EvidenceJudged(in.step(), in.digest(), Verdict.Accepted, Reason.NONE));
      }
      return Brain.ENGINE.apply(state, input);
    }
  },
  /** Takes a failed compensation for a done one. */
  FAILED_COMPENSATION_IS_DONE("I3") {
    @Override
    public Transition apply(TransactionState state, Input input) {
      return input instanceof Input.CompensatorRefused in
          ? Brain.ENGINE.apply(
              state, new Input.CompensatorExecuted(in.step(), in.attempt(), "0xundone"))
          : Brain.ENGINE.apply(state, input);
    }
  },
  /** Leaves a transaction open when its deadline has passed. */
  NEVER_ABORTS("I4") {
    @Override
    public Transition apply(TransactionState state, Input input) {
      return without(Brain.ENGINE.apply(state, input), isReport(Entry.Aborted));
    }
  },
  /** Waits for ever instead of calling people. */
  NEVER_ESCALATES("I4") {
    @Override
    public Transition apply(TransactionState state, Input input) {
      return without(Brain.ENGINE.apply(state, input), isReport(Entry.Escalated));
    }
  },
  /** Does not sign off a step that it was never asked for. */
  IGNORES_UNASKED_STEPS("I4") {
    @Override
    public Transition apply(TransactionState state, Input input) {
      return without(Brain.ENGINE.apply(state, input), isReport(Entry.NotExecuted));
    }
  },
  /** Reports what a peer told it, in the peer's place. */
  SPEAKS_FOR_OTHERS("I5") {
    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = Brain.ENGINE.apply(state, input);
      return input instanceof Input.OutcomeReceived in && in.result().outcome() == Outcome.Succeeded
          ? adding(right, new Effect.RecordReport(in.step(), Entry.Succeeded, in.result().digest()))
          : right;
    }
  },
  /** Undoes its steps at once, without waiting for those after them. */
  COMPENSATES_OUT_OF_ORDER("I5") {
    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = Brain.ENGINE.apply(state, input);
      if (!(right.state() instanceof Compensating winding)) {
        return right;
      }
      Progress known = winding.progress();
      for (int step = 0; step < known.size(); step++) {
        if (isUndoable(known, step)) {
          return adding(right, new Effect.CompensateStep(step, 1), compensated(step));
        }
      }
      return right;
    }
  },
  /** Takes a step whose outcome it does not know for one that was never executed. */
  UNKNOWN_IS_NOT_EXECUTED("I7") {
    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = Brain.ENGINE.apply(state, input);
      if (right.state() instanceof Compensating winding) {
        Progress known = winding.progress();
        for (int step = 0; step < known.size(); step++) {
          if (known.plan().isOwn(step) && known.step(step).stage() == StepProgress.Stage.Running) {
            return adding(
                right, new Effect.RecordReport(step, Entry.NotExecuted, StepResult.NO_DIGEST));
          }
        }
      }
      return right;
    }
  },
  /** Ignores a success that comes after the transaction was given up. */
  LATE_SUCCESS_IS_IGNORED("I7") {
    @Override
    public Transition apply(TransactionState state, Input input) {
      return state instanceof Compensating
              && input instanceof Input.StepExecuted in
              && in.result().outcome() == Outcome.Succeeded
          ? Brain.ENGINE.apply(
              state, new Input.StepExecuted(in.step(), StepResult.notExecuted(Reason.NONE)))
          : Brain.ENGINE.apply(state, input);
    }
  },
  /** Takes an empty journal for the proof that it never did anything. */
  EMPTY_JOURNAL_IS_INNOCENCE("I7") {
    @Override
    public Transition apply(TransactionState state, Input input) {
      return input instanceof Input.RecordOpened in
          ? Brain.ENGINE.apply(state, new Input.RecordOpened(in.plan(), false, in.blockTime()))
          : Brain.ENGINE.apply(state, input);
    }
  },
  /** Listens to whoever speaks first about a step. */
  BELIEVES_ANYBODY("I10") {
    @Override
    public Transition apply(TransactionState state, Input input) {
      if (input instanceof Input.OutcomeReceived in && in.from().equals("mallory")) {
        String party =
            state
                .known()
                .map(known -> known.plan().step(in.step()).responsible())
                .orElse(in.from());
        return Brain.ENGINE.apply(state, new Input.OutcomeReceived(in.step(), party, in.result()));
      }
      return Brain.ENGINE.apply(state, input);
    }
  };

  /** Start of the name of the invariant that must catch it. */
  final String caughtBy;

  Mutants(String caughtBy) {
    this.caughtBy = caughtBy;
  }

  abstract Transition apply(TransactionState state, Input input);

  private static Transition adding(Transition right, Effect... more) {
    List<Effect> effects = new ArrayList<>(right.effects());
    effects.addAll(List.of(more));
    return new Transition(right.state(), effects);
  }

  private static Transition without(Transition right, Predicate<Effect> dropped) {
    return new Transition(
        right.state(), right.effects().stream().filter(dropped.negate()).toList());
  }

  private static Predicate<Effect> isReport(Entry entry) {
    return effect -> effect instanceof Effect.RecordReport report && report.entry() == entry;
  }

  private static Effect compensated(int step) {
    return new Effect.RecordReport(step, Entry.Compensated, "0xundone");
  }

  private static boolean isUndoable(Progress known, int step) {
    StepProgress own = known.step(step);
    return known.plan().isOwn(step)
        && known.plan().step(step).write()
        && own.onChain().outcome() == Outcome.Succeeded
        && own.undoing().stage() == Undoing.Stage.None;
  }
}
