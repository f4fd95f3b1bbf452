package io.govchain.crosschain.engine;

/** Takes in what became of steps, and what the examination of their evidence showed. */
final class Learning {
  private Learning() {}

  /**
   * The own subchain proxy knows what became of an own step: late or early, it is the truth. An
   * effect that comes to light where none was thought to be is reported and undone like any other.
   */
  static void executed(Draft draft, int step, StepResult result) {
    if (step == Entry.WHOLE || !draft.plan().isOwn(step) || result.outcome() == Outcome.Pending) {
      return;
    }
    StepProgress known = draft.step(step);
    if (known.told() != Outcome.Pending) {
      Observing.contradiction(draft, step, known.told(), result.outcome());
    }
    if (known.isKnown() && !known.isLate(result.outcome())) {
      return;
    }
    draft.set(step, known.known(result));
    if (known.onChain().outcome() != result.outcome()) {
      draft.report(step, result.entry(), result.digest());
    }
    tell(draft, step);
    if (result.outcome() == Outcome.Succeeded && draft.plan().isVerifiedHere(step)) {
      examine(draft, step, result);
    }
  }

  static void executionRefused(Draft draft, Input.ExecutionRefused in) {
    executed(draft, in.step(), StepResult.notExecuted(in.reason()));
  }

  /** A claim counts only from the step's own party, and only the first one is examined. */
  static void outcomeReceived(Draft draft, Input.OutcomeReceived in) {
    int step = in.step();
    if (step == Entry.WHOLE || !isHeard(draft.plan(), step, in.from())) {
      return;
    }
    StepProgress known = draft.step(step);
    switch (in.result().outcome()) {
      case Pending -> {}
      case Failed, NotExecuted -> {
        if (!known.isKnown()) {
          draft.set(step, known.known(in.result()));
        }
      }
      case Succeeded -> {
        boolean onRecord = known.onChain().outcome() == Outcome.Succeeded;
        boolean wrong = onRecord && !known.onChain().digest().equals(in.result().digest());
        if (known.judgement().isOpen() && !wrong) {
          draft.set(step, known.known(in.result()));
          examine(draft, step, in.result());
        }
      }
    }
  }

  /** What cannot be proved does not hold; waiting for evidence that nobody has would never end. */
  private static void examine(Draft draft, int step, StepResult result) {
    if (result.isUnproved()) {
      draft.set(
          step,
          draft.step(step).judged(Judgement.Stage.Disputed, result.digest(), result.reason()));
    } else {
      judge(draft, step, result.digest());
    }
  }

  static void evidenceJudged(Draft draft, Input.EvidenceJudged in) {
    if (in.step() == Entry.WHOLE) {
      return;
    }
    StepProgress known = draft.step(in.step());
    Judgement judgement = known.judgement();
    if (judgement.stage() == Judgement.Stage.Judging && judgement.digest().equals(in.digest())) {
      Judgement.Stage stage =
          in.verdict() == Verdict.Accepted ? Judgement.Stage.Accepted : Judgement.Stage.Disputed;
      draft.set(in.step(), known.judged(stage, in.digest(), in.reason()));
    }
  }

  static void judge(Draft draft, int step, String digest) {
    draft.set(step, draft.step(step).judged(Judgement.Stage.Judging, digest, Reason.NONE));
    draft.emit(new Effect.JudgeEvidence(step, digest));
  }

  private static boolean isHeard(Plan plan, int step, String from) {
    return !plan.isOwn(step)
        && from.equals(plan.step(step).responsible())
        && (plan.isVerifiedHere(step) || plan.initiatedHere());
  }

  /** The outcome goes to whoever judges it and to whoever waits for it. */
  private static void tell(Draft draft, int step) {
    Plan plan = draft.plan();
    String verifier = plan.step(step).verifier();
    if (!plan.isVerifiedHere(step)) {
      draft.emit(new Effect.SendStepOutcome(step, verifier));
    }
    if (!plan.initiatedHere() && !verifier.equals(plan.initiator())) {
      draft.emit(new Effect.SendStepOutcome(step, plan.initiator()));
    }
  }
}
