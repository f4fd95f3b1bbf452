package io.govchain.crosschain.engine;

import java.util.OptionalLong;

/**
 * Gives a transaction up. An abort says nothing about any step: every party still signs off its
 * own.
 */
final class Aborting {
  private Aborting() {}

  static OptionalLong wakeAt(Progress progress, Policy policy) {
    return progress.abortRecorded()
        ? OptionalLong.empty()
        : OptionalLong.of(policy.abortAt(progress.plan()));
  }

  /** A step that was asked of a peer will not come: the initiator gives the transaction up. */
  static void peerRefused(Draft draft, int step, String from, Reason reason) {
    Plan plan = draft.plan();
    if (step == Entry.WHOLE || !plan.initiatedHere() || plan.isOwn(step)) {
      return;
    }
    StepProgress asked = draft.step(step);
    if (asked.stage() == StepProgress.Stage.Running && from.equals(plan.step(step).responsible())) {
      StepResult unknown = new StepResult(Outcome.Pending, StepResult.NO_DIGEST, reason, "");
      draft.set(
          step,
          new StepProgress(
              asked.stage(),
              unknown,
              asked.judgement(),
              asked.verdictGiven(),
              asked.undoing(),
              asked.onChain()));
      abort(draft);
    }
  }

  static void undeliverable(Draft draft, Input.MessageUndeliverable in) {
    switch (in.kind()) {
      case StepRequest -> {
        if (in.step() != Entry.WHOLE) {
          String to = draft.plan().step(in.step()).responsible();
          Reason reason = new Reason("peer-unreachable", to + " could not be reached in time");
          peerRefused(draft, in.step(), to, reason);
        }
      }
      case Execution, Compensation ->
          draft.alarm(
              Alarm.Code.OutcomeUnknown,
              in.step(),
              "%s of step %d may not have reached the subchain proxy: its outcome is unknown"
                  .formatted(in.kind(), in.step()));
      case StepOutcome, EvidenceRequest, CompensationRequest, Refusal, Notification -> {}
    }
  }

  static void blockTime(Draft draft, long blockTime) {
    draft.set(draft.progress().at(blockTime));
    if (draft.progress().now() >= draft.policy().abortAt(draft.plan())) {
      abort(draft);
    }
  }

  static void abort(Draft draft) {
    if (!draft.progress().abortRecorded()) {
      draft.set(draft.progress().abortRecorded(true));
      draft.report(Entry.WHOLE, Entry.Aborted, StepResult.NO_DIGEST);
    }
  }
}
