package io.govchain.simulation.mutation;

import static io.govchain.simulation.mutation.Mutant.adding;
import static io.govchain.simulation.mutation.Mutant.altering;
import static io.govchain.simulation.mutation.Mutant.isReport;
import static io.govchain.simulation.mutation.Mutant.right;
import static io.govchain.simulation.mutation.Mutant.without;

import io.govchain.crosschain.engine.Compensating;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Transition;
import io.govchain.crosschain.engine.Verdict;
import java.util.List;

/** Entries of the record that are missing, wrong, early, or not its own. */
final class Misreporting {
  private Misreporting() {}

  static List<Mutant> all() {
    return List.of(
        new NeverAborts(),
        new NeverEscalates(),
        new NeverReportsSuccess(),
        new NeverSignsOffUnaskedSteps(),
        new NeverGivesItsVerdict(),
        new NeverReportsThatItUndid(),
        new SpeaksForOthers(),
        new MistakesTheStep(),
        new ReportsSuccessAsFailure(),
        new ReportsFailureAsSuccess(),
        new AcceptsBeforeTheReport(),
        new ReportsUndoneBeforeItIs(),
        new TakesUnknownForNotExecuted(),
        new EscalatesAtOnce(),
        new WritesBusinessDataOnTheRecord(),
        new SwapsItsVerdicts());
  }

  static Effect undone(int step) {
    return new Effect.RecordReport(step, Entry.Compensated, StepResult.NO_DIGEST);
  }

  record NeverAborts() implements Mutant {
    @Override
    public String mistake() {
      return "leaves a transaction open when its deadline has passed";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return without(right(state, input), isReport(Entry.Aborted));
    }
  }

  record NeverEscalates() implements Mutant {
    @Override
    public String mistake() {
      return "waits for ever instead of calling people";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return without(right(state, input), isReport(Entry.Escalated));
    }
  }

  record NeverReportsSuccess() implements Mutant {
    @Override
    public String mistake() {
      return "drops the report that a step succeeded";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return without(right(state, input), isReport(Entry.Succeeded));
    }
  }

  record NeverSignsOffUnaskedSteps() implements Mutant {
    @Override
    public String mistake() {
      return "does not sign off a step that it was never asked for";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return without(right(state, input), isReport(Entry.NotExecuted));
    }
  }

  record NeverGivesItsVerdict() implements Mutant {
    @Override
    public String mistake() {
      return "keeps its verdict to itself";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return without(right(state, input), isReport(Entry.Accepted));
    }
  }

  record NeverReportsThatItUndid() implements Mutant {
    @Override
    public String mistake() {
      return "undoes a step and tells nobody";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return without(right(state, input), isReport(Entry.Compensated));
    }
  }

  record SpeaksForOthers() implements Mutant {
    @Override
    public String mistake() {
      return "reports what a peer told it, in the peer's place";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = right(state, input);
      return input instanceof Input.OutcomeReceived in && in.result().outcome() == Outcome.Succeeded
          ? adding(right, new Effect.RecordReport(in.step(), Entry.Succeeded, in.result().digest()))
          : right;
    }
  }

  record MistakesTheStep() implements Mutant {
    @Override
    public String mistake() {
      return "reports the next step in place of its own";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = right(state, input);
      int steps = right.state().known().map(Progress::size).orElse(1);
      return altering(
          right,
          report ->
              report.step() == Entry.WHOLE
                  ? report
                  : new Effect.RecordReport(
                      (report.step() + 1) % steps, report.entry(), report.digest()));
    }
  }

  record ReportsSuccessAsFailure() implements Mutant {
    @Override
    public String mistake() {
      return "reports a step that succeeded as failed";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return renaming(right(state, input), Entry.Succeeded, Entry.Failed);
    }
  }

  record ReportsFailureAsSuccess() implements Mutant {
    @Override
    public String mistake() {
      return "reports a step that failed as succeeded";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return renaming(right(state, input), Entry.Failed, Entry.Succeeded);
    }
  }

  record AcceptsBeforeTheReport() implements Mutant {
    @Override
    public String mistake() {
      return "gives its verdict before there is a report to judge";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = right(state, input);
      return input instanceof Input.EvidenceJudged in && in.verdict() == Verdict.Accepted
          ? adding(right, new Effect.RecordReport(in.step(), Entry.Accepted, in.digest()))
          : right;
    }
  }

  record ReportsUndoneBeforeItIs() implements Mutant {
    @Override
    public String mistake() {
      return "reports a step as undone when it orders its undoing";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = right(state, input);
      Effect[] early =
          right.effects().stream()
              .filter(Effect.CompensateStep.class::isInstance)
              .map(effect -> undone(((Effect.CompensateStep) effect).step()))
              .toArray(Effect[]::new);
      return adding(right, early);
    }
  }

  record TakesUnknownForNotExecuted() implements Mutant {
    @Override
    public String mistake() {
      return "takes a step whose outcome it does not know for one that was never executed";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = right(state, input);
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
  }

  record EscalatesAtOnce() implements Mutant {
    @Override
    public String mistake() {
      return "calls people as soon as a transaction is given up";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      Transition right = right(state, input);
      boolean begun = right.state() instanceof Compensating && !(state instanceof Compensating);
      return begun
          ? adding(
              right, new Effect.RecordReport(Entry.WHOLE, Entry.Escalated, StepResult.NO_DIGEST))
          : right;
    }
  }

  record WritesBusinessDataOnTheRecord() implements Mutant {
    @Override
    public String mistake() {
      return "puts the evidence on the record in place of its digest";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return altering(
          right(state, input),
          report ->
              report.digest().equals(StepResult.NO_DIGEST)
                  ? report
                  : new Effect.RecordReport(
                      report.step(), report.entry(), "receipt of Li Lei's deed"));
    }
  }

  record SwapsItsVerdicts() implements Mutant {
    @Override
    public String mistake() {
      return "disputes what holds and accepts what does not";
    }

    @Override
    public Transition apply(TransactionState state, Input input) {
      return altering(
          right(state, input),
          report ->
              switch (report.entry()) {
                case Accepted ->
                    new Effect.RecordReport(report.step(), Entry.Disputed, report.digest());
                case Disputed ->
                    new Effect.RecordReport(report.step(), Entry.Accepted, report.digest());
                default -> report;
              });
    }
  }

  private static Transition renaming(Transition right, Entry from, Entry to) {
    return altering(
        right,
        report ->
            report.entry() == from
                ? new Effect.RecordReport(report.step(), to, report.digest())
                : report);
  }
}
