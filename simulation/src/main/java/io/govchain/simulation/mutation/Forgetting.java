package io.govchain.simulation.mutation;

import static io.govchain.simulation.mutation.Mutant.right;
import static io.govchain.simulation.mutation.Mutant.without;

import io.govchain.crosschain.engine.Compensating;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Escalated;
import io.govchain.crosschain.engine.Executing;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Transition;
import java.util.List;
import java.util.function.UnaryOperator;

/** Wrong ways to deal with a lost journal, one's own or another's. */
final class Forgetting {
  private Forgetting() {}

  static List<Mutant> all() {
    return List.of(
        new NeverAsksForALostCall(),
        new NeverAnswersWhoLostACall(),
        new TrustsAnOlderCopy(),
        new TakesALostStepForNeverStarted(),
        new TakesTheRecordForTheProof());
  }

  record NeverAsksForALostCall() implements Mutant {
    @Override
    public String mistake() {
      return "does not ask for the calls that it lost with its journal";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = right(state, input);
      return right
          .state()
          .known()
          .map(Progress::plan)
          .map(plan -> without(right, effect -> isForLostCall(plan, effect)))
          .orElse(right);
    }

    private static boolean isForLostCall(Plan plan, Effect effect) {
      return effect instanceof Effect.SendEvidenceRequest request
          && (plan.isOwn(request.step()) || request.to().equals(plan.self()));
    }
  }

  record NeverAnswersWhoLostACall() implements Mutant {
    @Override
    public String mistake() {
      return "does not ask a party for its step again that has lost the first request";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      boolean lost =
          input instanceof Input.EvidenceRequested in
              && state.known().map(Progress::plan).filter(plan -> !isOwn(plan, in)).isPresent();
      return lost ? new Transition(state, List.of()) : right(state, input);
    }

    private static boolean isOwn(Plan plan, Input.EvidenceRequested in) {
      return in.step() < plan.steps().size() && plan.isOwn(in.step());
    }
  }

  record TrustsAnOlderCopy() implements Mutant {
    @Override
    public String mistake() {
      return "says that a step was never started because an older copy of its journal says so";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return input instanceof Input.JournalRestored
          ? new Transition(state, List.of())
          : right(state, input);
    }
  }

  record TakesALostStepForNeverStarted() implements Mutant {
    @Override
    public String mistake() {
      return "says that a step of its former life was never started once it has the call again";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      boolean calledAgain =
          input instanceof Input.StepRequested || input instanceof Input.CallForwarded;
      return right(
          calledAgain ? changed(state, TakesALostStepForNeverStarted::innocent) : state, input);
    }

    private static StepProgress innocent(StepProgress step) {
      return step.stage() == StepProgress.Stage.Unknown
          ? at(step, StepProgress.Stage.Idle, step.result())
          : step;
    }
  }

  record TakesTheRecordForTheProof() implements Mutant {
    @Override
    public String mistake() {
      return "thinks that it has what it needs to undo a step because the record has its success";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return right(changed(state, TakesTheRecordForTheProof::believed), input);
    }

    private static StepProgress believed(StepProgress step) {
      boolean lost =
          step.stage() == StepProgress.Stage.Unknown
              && step.onChain().outcome() == Outcome.Succeeded;
      return lost
          ? at(
              step,
              StepProgress.Stage.Known,
              new StepResult(Outcome.Succeeded, step.onChain().digest(), new Reason("", ""), ""))
          : step;
    }
  }

  private static StepProgress at(StepProgress step, StepProgress.Stage stage, StepResult result) {
    return new StepProgress(
        stage, result, step.judgement(), step.verdictGiven(), step.undoing(), step.onChain());
  }

  private static TransactionState changed(
      TransactionState state, UnaryOperator<StepProgress> change) {
    return switch (state) {
      case Executing executing -> new Executing(changed(executing.progress(), change));
      case Compensating compensating -> new Compensating(changed(compensating.progress(), change));
      case Escalated escalated -> new Escalated(changed(escalated.progress(), change));
      default -> state;
    };
  }

  private static Progress changed(Progress progress, UnaryOperator<StepProgress> change) {
    return new Progress(
        progress.plan(),
        progress.now(),
        progress.steps().stream().map(change).toList(),
        progress.abortRecorded(),
        progress.overdue(),
        progress.escalationRecorded(),
        progress.resolution(),
        progress.resolutionRecorded());
  }
}
