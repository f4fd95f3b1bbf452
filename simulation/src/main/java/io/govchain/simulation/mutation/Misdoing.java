package io.govchain.simulation.mutation;

import static io.govchain.simulation.mutation.Mutant.adding;
import static io.govchain.simulation.mutation.Mutant.right;
import static io.govchain.simulation.mutation.Mutant.without;

import io.govchain.crosschain.engine.Compensating;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Executing;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.Settled;
import io.govchain.crosschain.engine.Settling;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Transition;
import io.govchain.crosschain.engine.Undoing;
import java.util.List;

/** Effects that are missing, superfluous or early; states that are wrong. */
final class Misdoing {
  private Misdoing() {}

  static List<Mutant> all() {
    return List.of(
        new ExecutesBeforeTheRecordIsOpen(),
        new PublishesBeforeItPersists(),
        new ExecutesEveryOrderAnew(),
        new WritesAnewAfterARestart(),
        new UndoesOutOfOrder(),
        new SwapsUndoingAndItsReport(),
        new SwapsOwnAndOthersSteps(),
        new NeverUndoes(),
        new NeverCallsPeople(),
        new NeverTellsTheApplication(),
        new NeverAsksForSteps(),
        new ShowsEvidenceToAnybody(),
        new SettlesBeforeTheRecord(),
        new LeavesTheEnd(),
        new ForgetsWhatItDid());
  }

  record ExecutesBeforeTheRecordIsOpen() implements Mutant {
    @Override
    public String mistake() {
      return "orders its own first step together with the opening of the record";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = right(state, input);
      boolean own = input instanceof Input.CallForwarded in && in.plan().isOwn(0);
      return own ? adding(right, new Effect.ExecuteStep(0)) : right;
    }
  }

  record PublishesBeforeItPersists() implements Mutant {
    @Override
    public String mistake() {
      return "sends messages before the state that asks for them is on disk";
    }

    @Override
    public boolean persistsFirst() {
      return false;
    }

    @Override
    public boolean isOfRealCode() {
      return false;
    }
  }

  record ExecutesEveryOrderAnew() implements Mutant {
    @Override
    public String mistake() {
      return "takes an order that is repeated, after a restart, for another one";
    }

    @Override
    public boolean keepsOrders() {
      return false;
    }

    @Override
    public boolean isOfRealCode() {
      return false;
    }
  }

  record WritesAnewAfterARestart() implements Mutant {
    @Override
    public String mistake() {
      return "makes another write for an order after a restart, whatever became of the first";
    }

    @Override
    public boolean keepsWrites() {
      return false;
    }

    @Override
    public boolean isOfRealCode() {
      return false;
    }
  }

  record UndoesOutOfOrder() implements Mutant {
    @Override
    public String mistake() {
      return "undoes its steps at once, without waiting for those after them";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = right(state, input);
      if (right.state() instanceof Compensating winding) {
        Progress known = winding.progress();
        for (int step = 0; step < known.size(); step++) {
          if (isUndoable(known, step)) {
            return adding(right, new Effect.CompensateStep(step, 1), Misreporting.undone(step));
          }
        }
      }
      return right;
    }

    private static boolean isUndoable(Progress known, int step) {
      StepProgress own = known.step(step);
      return known.plan().isOwn(step)
          && known.plan().step(step).write()
          && own.onChain().outcome() == Outcome.Succeeded
          && own.undoing().stage() == Undoing.Stage.None;
    }
  }

  record SwapsUndoingAndItsReport() implements Mutant {
    @Override
    public String mistake() {
      return "reports a step as undone first, and orders its undoing then";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = right(state, input);
      return new Transition(
          right.state(), right.effects().stream().map(SwapsUndoingAndItsReport::swapped).toList());
    }

    private static Effect swapped(Effect effect) {
      if (effect instanceof Effect.CompensateStep undo) {
        return Misreporting.undone(undo.step());
      }
      boolean isReport = Mutant.isReport(Entry.Compensated).test(effect);
      return isReport
          ? new Effect.CompensateStep(((Effect.RecordReport) effect).step(), 1)
          : effect;
    }
  }

  record SwapsOwnAndOthersSteps() implements Mutant {
    @Override
    public String mistake() {
      return "asks its peers for its own steps, and executes theirs";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = right(state, input);
      return new Transition(
          right.state(),
          right.effects().stream()
              .map(effect -> right.state().known().map(k -> swapped(effect, k)).orElse(effect))
              .toList());
    }

    private static Effect swapped(Effect effect, Progress known) {
      if (effect instanceof Effect.SendStepRequest asked) {
        return new Effect.ExecuteStep(asked.step());
      }
      return effect instanceof Effect.ExecuteStep own
          ? new Effect.SendStepRequest(own.step(), known.plan().step(own.step()).verifier())
          : effect;
    }
  }

  record NeverUndoes() implements Mutant {
    @Override
    public String mistake() {
      return "drops the order to undo a step";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return without(right(state, input), effect -> effect instanceof Effect.CompensateStep);
    }
  }

  record NeverCallsPeople() implements Mutant {
    @Override
    public String mistake() {
      return "drops its alarms";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return without(right(state, input), effect -> effect instanceof Effect.RaiseAlarm);
    }
  }

  record NeverTellsTheApplication() implements Mutant {
    @Override
    public String mistake() {
      return "drops the news for its application";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return without(right(state, input), effect -> effect instanceof Effect.NotifyApplication);
    }
  }

  record NeverAsksForSteps() implements Mutant {
    @Override
    public String mistake() {
      return "drops the requests for its peers' steps";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return without(right(state, input), effect -> effect instanceof Effect.SendStepRequest);
    }
  }

  record ShowsEvidenceToAnybody() implements Mutant {
    @Override
    public String mistake() {
      return "shows a step's evidence to whoever asks";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = right(state, input);
      boolean known = state.known().isPresent() && right.effects().isEmpty();
      return known && input instanceof Input.EvidenceRequested in && in.step() == 0
          ? adding(right, new Effect.SendStepOutcome(in.step(), in.from()))
          : right;
    }
  }

  record SettlesBeforeTheRecord() implements Mutant {
    @Override
    public String mistake() {
      return "takes its own work for the end of the transaction";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = right(state, input);
      return right.state() instanceof Settling done
          ? new Transition(new Settled(done.progress()), right.effects())
          : right;
    }
  }

  record LeavesTheEnd() implements Mutant {
    @Override
    public String mistake() {
      return "takes a settled transaction up again when its call is repeated";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = right(state, input);
      return state instanceof Settled end && input instanceof Input.CallForwarded
          ? new Transition(new Executing(end.progress()), right.effects())
          : right;
    }
  }

  record ForgetsWhatItDid() implements Mutant {
    @Override
    public String mistake() {
      return "takes every request for a step for the first one that it sees";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return input instanceof Input.StepRequested && state instanceof Executing
          ? right(Engine.initial(), input)
          : right(state, input);
    }
  }
}
