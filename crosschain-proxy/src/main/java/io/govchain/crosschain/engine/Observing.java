package io.govchain.crosschain.engine;

/** Takes over what the record on the governance chain says. */
final class Observing {
  private Observing() {}

  static void reported(Draft draft, Input.StepReportedOnChain in) {
    int step = in.step();
    if (step == Entry.WHOLE) {
      whole(draft, in);
      return;
    }
    switch (in.entry()) {
      case Succeeded -> outcome(draft, step, Outcome.Succeeded, in.digest());
      case Failed -> outcome(draft, step, Outcome.Failed, in.digest());
      case NotExecuted -> outcome(draft, step, Outcome.NotExecuted, in.digest());
      case Accepted -> verdict(draft, step, Verdict.Accepted);
      case Disputed -> verdict(draft, step, Verdict.Disputed);
      case Compensated -> compensated(draft, step, in.digest());
      case CompensationFailed -> compensationFailed(draft, step);
      case Aborted, Escalated, Resolved, Opened -> {}
    }
  }

  /** An entry of ours was refused: expected after a race, alarming otherwise. */
  static void rejected(Draft draft, Input.EntryRejectedOnChain in) {
    if (in.entry() == Entry.Aborted && draft.progress().isBeforeDeadline()) {
      // All steps had succeeded when the initiator gave up; the deadline gives another chance.
      draft.set(draft.progress().abortRecorded(false));
      return;
    }
    switch (in.reason()) {
      case AlreadyReported, AlreadyOpen, WrongStatus, LaterStepUnfinished -> {}
      case None,
          UnknownTransaction,
          LimitReached,
          DeadlineOutOfRange,
          PipelineUnusable,
          NotTheInitiator,
          NotResponsible,
          NotTheVerifier,
          NotAParty,
          NothingToVerify,
          NothingToCompensate,
          TooEarly,
          NoSuchStep,
          InstitutionRestricted ->
          draft.alarm(
              Alarm.Code.EntryRefused,
              in.step(),
              "the record refused entry %s of step %d: %s"
                  .formatted(in.entry(), in.step(), in.reason()));
    }
  }

  private static void whole(Draft draft, Input.StepReportedOnChain in) {
    switch (in.entry()) {
      case Aborted -> draft.set(aborted(draft.progress(), in.own()));
      case Escalated -> draft.set(draft.progress().escalationRecorded(true));
      case Resolved -> draft.set(agreed(draft.progress(), in));
      case Succeeded,
          Failed,
          NotExecuted,
          Accepted,
          Disputed,
          Compensated,
          CompensationFailed,
          Opened -> {}
    }
  }

  /** Before the deadline the record takes this of the initiator only. */
  private static Progress aborted(Progress progress, boolean own) {
    boolean byAnother = !own && progress.plan().initiatedHere();
    return (byAnother ? progress.asOverdue() : progress).abortRecorded(true);
  }

  /**
   * Somebody else named another settlement: the record begins anew, and asks here again. What this
   * party said before it changed its mind is followed on the record by what it says now.
   */
  private static Progress agreed(Progress progress, Input.StepReportedOnChain in) {
    boolean same = progress.resolution().equals(in.digest());
    if (!in.own()) {
      return same ? progress : progress.resolution("");
    }
    return same || progress.resolution().isEmpty()
        ? progress.resolutionRecorded(in.digest())
        : progress;
  }

  private static void outcome(Draft draft, int step, Outcome outcome, String digest) {
    StepProgress known = draft.step(step);
    StepProgress seen = known.onChain(known.onChain().reported(outcome, digest));
    if (!draft.plan().isOwn(step)) {
      draft.set(step, seen);
      return;
    }
    draft.set(step, adopted(seen, outcome, digest));
    if (seen.isKnown()) {
      contradiction(draft, step, seen.result().outcome(), outcome);
    }
  }

  /**
   * Reported in a life that this journal does not remember: the record is the truth. A success of
   * which the call and the evidence are lost has yet to be proved or undone, so they are asked for.
   */
  private static StepProgress adopted(StepProgress seen, Outcome outcome, String digest) {
    if (outcome != Outcome.Succeeded) {
      return seen.isKnown() ? seen : seen.known(new StepResult(outcome, digest, Reason.NONE, ""));
    }
    return switch (seen.stage()) {
      case Running, Resumed -> seen;
      case Idle, Queued, Unknown -> seen.at(StepProgress.Stage.Unknown);
      case Known -> seen.hasSucceeded() ? seen : seen.at(StepProgress.Stage.Unknown);
    };
  }

  static void contradiction(Draft draft, int step, Outcome known, Outcome told) {
    if (known != told) {
      draft.alarm(
          Alarm.Code.Contradiction,
          step,
          "step %d is known as %s, now told that it %s".formatted(step, known, told));
    }
  }

  private static void verdict(Draft draft, int step, Verdict verdict) {
    StepProgress known = draft.step(step);
    StepProgress seen = known.onChain(known.onChain().judged(verdict));
    draft.set(step, draft.plan().isVerifiedHere(step) ? seen.verdict(verdict) : seen);
  }

  private static void compensated(Draft draft, int step, String digest) {
    StepProgress known = draft.step(step);
    StepProgress seen = known.onChain(known.onChain().compensated(CompensationResult.Compensated));
    boolean adopt = draft.plan().isOwn(step) && known.undoing().stage() != Undoing.Stage.Done;
    draft.set(step, adopt ? seen.undoing(known.undoing().done(digest)) : seen);
  }

  private static void compensationFailed(Draft draft, int step) {
    StepProgress known = draft.step(step);
    StepProgress seen = known.onChain(known.onChain().compensated(CompensationResult.Failed));
    boolean adopt = draft.plan().isOwn(step) && known.undoing().stage() == Undoing.Stage.None;
    draft.set(step, adopt ? seen.undoing(known.undoing().failed(Reason.NONE)) : seen);
  }
}
