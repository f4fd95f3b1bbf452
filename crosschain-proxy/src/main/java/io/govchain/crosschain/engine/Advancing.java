package io.govchain.crosschain.engine;

/** Starts what is next and gives verdicts, as far as what is known allows. */
final class Advancing {
  private static final Reason EARLIER_DISPUTED =
      new Reason("earlier-step-disputed", "the evidence of an earlier step did not hold");

  private Advancing() {}

  /** Everything that can be done now: queued own steps, the initiator's next step, verdicts. */
  static void advance(Draft draft) {
    for (int step = 0; step < draft.progress().size(); step++) {
      switch (draft.step(step).stage()) {
        case Queued, Resumed -> startQueued(draft, step);
        case Idle, Running, Unknown, Known -> {}
      }
    }
    if (draft.plan().initiatedHere() && mayStart(draft.progress())) {
      startNext(draft);
    }
    for (int step = 0; step < draft.progress().size(); step++) {
      if (draft.plan().isVerifiedHere(step)) {
        giveVerdict(draft, step);
      }
    }
  }

  private static boolean mayStart(Progress progress) {
    return progress.isBeforeDeadline() && !progress.abortRecorded();
  }

  private static void startQueued(Draft draft, int step) {
    boolean allGood = true;
    for (int earlier = 0; earlier < step; earlier++) {
      if (draft.step(earlier).judgement().stage() == Judgement.Stage.Disputed) {
        if (draft.step(step).stage() == StepProgress.Stage.Resumed) {
          return; // It may have been executed; found out once the record takes no more steps.
        }
        Learning.executed(draft, step, StepResult.notExecuted(EARLIER_DISPUTED));
        return;
      }
      allGood &= isGood(draft.progress(), earlier);
    }
    if (allGood && mayStart(draft.progress())) {
      start(draft, step);
    }
  }

  private static void startNext(Draft draft) {
    for (int step = 0; step < draft.progress().size(); step++) {
      if (!isGood(draft.progress(), step)) {
        if (draft.step(step).stage() == StepProgress.Stage.Idle) {
          start(draft, step);
        }
        return;
      }
    }
  }

  /**
   * Good enough for the next step to start: executed if it is our own; else proved to us, or to the
   * step's verifier, by its word on the record: evidence is shown to the verifier alone.
   */
  private static boolean isGood(Progress progress, int step) {
    StepProgress known = progress.step(step);
    return progress.plan().isOwn(step)
        ? known.hasSucceeded()
        : known.judgement().stage() == Judgement.Stage.Accepted
            || known.onChain().verdict() == Verdict.Accepted;
  }

  private static void start(Draft draft, int step) {
    draft.set(step, draft.step(step).at(StepProgress.Stage.Running));
    if (draft.plan().isOwn(step)) {
      draft.emit(new Effect.ExecuteStep(step));
    } else {
      ask(draft, step, draft.plan().step(step).responsible());
    }
  }

  /**
   * The request shows the receiver the evidence of those earlier steps that it verifies: whoever is
   * asked is not told the same at the same moment. Only an outcome tells what a read returned.
   */
  private static void ask(Draft draft, int step, String responsible) {
    for (int earlier = 0; earlier < step; earlier++) {
      PlanStep shown = draft.plan().step(earlier);
      if (shown.write()
          && shown.verifier().equals(responsible)
          && draft.step(earlier).hasSucceeded()) {
        draft.withdraw(new Effect.SendStepOutcome(earlier, responsible));
      }
    }
    draft.emit(new Effect.SendStepRequest(step, responsible));
  }

  /** The verdict is about the evidence named on the record, so it waits for the report. */
  private static void giveVerdict(Draft draft, int step) {
    StepProgress known = draft.step(step);
    OnChain chain = known.onChain();
    if (chain.outcome() != Outcome.Succeeded
        || chain.verdict() != Verdict.None
        || known.verdictGiven() != Verdict.None) {
      return;
    }
    Judgement judgement = known.judgement();
    if (judgement.stage() == Judgement.Stage.None) {
      draft.set(step, known.judged(Judgement.Stage.EvidenceRequested, chain.digest(), Reason.NONE));
      draft.emit(new Effect.SendEvidenceRequest(step, draft.plan().step(step).responsible()));
    } else if (judgement.isDone()) {
      boolean holds =
          judgement.stage() == Judgement.Stage.Accepted
              && judgement.digest().equals(chain.digest());
      draft.set(step, known.verdict(holds ? Verdict.Accepted : Verdict.Disputed));
      draft.report(step, holds ? Entry.Accepted : Entry.Disputed, chain.digest());
    }
  }

  /** Whether nothing is left to do here for the transaction to settle. */
  static boolean isOwnWorkDone(Progress progress) {
    for (int step = 0; step < progress.size(); step++) {
      StepProgress known = progress.step(step);
      boolean executed = !progress.plan().isOwn(step) || known.hasSucceeded();
      boolean verified =
          !progress.plan().isVerifiedHere(step) || known.verdictGiven() == Verdict.Accepted;
      if (!executed || !verified) {
        return false;
      }
    }
    return true;
  }
}
