package io.govchain.crosschain.engine;

/** Asks again for everything that was asked for and has not shown a result. */
final class Outstanding {
  private Outstanding() {}

  /** While the transaction can still settle. */
  static void whileOpen(Draft draft) {
    for (int step = 0; step < draft.progress().size(); step++) {
      work(draft, step);
      report(draft, step);
      judgement(draft, step);
      verdict(draft, step);
    }
    Resuming.ask(draft);
    if (draft.progress().abortRecorded() && !Aborting.isDenied(draft.progress())) {
      draft.report(Entry.WHOLE, Entry.Aborted, StepResult.NO_DIGEST);
    }
  }

  /** While steps are being signed off. */
  static void whileWindingDown(Draft draft) {
    for (int step = 0; step < draft.progress().size(); step++) {
      if (draft.plan().isOwn(step)) {
        work(draft, step);
        report(draft, step);
        undoing(draft, step);
      }
    }
    Resuming.ask(draft);
  }

  static void evidence(Draft draft) {
    for (int step = 0; step < draft.progress().size(); step++) {
      judgement(draft, step);
    }
  }

  private static void work(Draft draft, int step) {
    if (draft.step(step).stage() == StepProgress.Stage.Running) {
      draft.emit(
          draft.plan().isOwn(step)
              ? new Effect.ExecuteStep(step)
              : new Effect.SendStepRequest(step, draft.plan().step(step).responsible()));
    }
  }

  private static void report(Draft draft, int step) {
    StepProgress known = draft.step(step);
    boolean untold =
        known.onChain().outcome() == Outcome.Pending
            || (known.hasSucceeded() && known.onChain().outcome() != Outcome.Succeeded);
    if (draft.plan().isOwn(step) && known.isKnown() && untold) {
      draft.report(step, known.result().entry(), known.result().digest());
    }
  }

  private static void judgement(Draft draft, int step) {
    Judgement judgement = draft.step(step).judgement();
    switch (judgement.stage()) {
      case EvidenceRequested ->
          draft.emit(new Effect.SendEvidenceRequest(step, draft.plan().step(step).responsible()));
      case Judging -> draft.emit(new Effect.JudgeEvidence(step, judgement.digest()));
      case None, Accepted, Disputed -> {}
    }
  }

  private static void verdict(Draft draft, int step) {
    StepProgress known = draft.step(step);
    if (known.verdictGiven() != Verdict.None && known.onChain().verdict() == Verdict.None) {
      Entry entry = known.verdictGiven() == Verdict.Accepted ? Entry.Accepted : Entry.Disputed;
      draft.report(step, entry, known.onChain().digest());
    }
  }

  private static void undoing(Draft draft, int step) {
    Undoing undoing = draft.step(step).undoing();
    if (undoing.stage() == Undoing.Stage.Running) {
      draft.emit(new Effect.CompensateStep(step, undoing.attempt()));
    }
    undone(draft, step);
  }

  /** What came of undoing an own step, where the record does not have it. */
  static void undone(Draft draft, int step) {
    Undoing undoing = draft.step(step).undoing();
    CompensationResult seen = draft.step(step).onChain().compensation();
    switch (undoing.stage()) {
      case Done -> {
        if (seen != CompensationResult.Compensated) {
          draft.report(step, Entry.Compensated, undoing.digest());
        }
      }
      case Failed -> {
        if (seen == CompensationResult.None) {
          draft.report(step, Entry.CompensationFailed, StepResult.NO_DIGEST);
        }
      }
      case None, Running, Waiting -> {}
    }
  }
}
