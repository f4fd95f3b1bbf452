package io.govchain.crosschain.engine;

import java.util.OptionalInt;
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
      overdue(draft);
    }
  }

  /**
   * An own step that nobody asked for is signed off at once where it was its turn and nothing is to
   * be undone: the record gives the transaction up by that as by an abort, and ends where no other
   * step is left. It is one entry instead of two, and it costs nobody anything, where an abort
   * would make this party late for what it never heard of.
   */
  private static void overdue(Draft draft) {
    if (draft.progress().abortRecorded()) {
      return;
    }
    draft.set(draft.progress().asOverdue());
    OptionalInt unasked = unasked(draft.progress());
    if (unasked.isEmpty()) {
      abort(draft);
    } else {
      draft.set(draft.progress().abortRecorded(true));
      WindingDown.neverStarted(draft, unasked.getAsInt());
    }
  }

  /** The step that the record waits for, if that is an own one which was never asked for. */
  private static OptionalInt unasked(Progress progress) {
    if (progress.plan().initiatedHere() || progress.hasEffectOnRecord()) {
      return OptionalInt.empty();
    }
    for (int step = 0; step < progress.size(); step++) {
      StepProgress known = progress.step(step);
      if (known.onChain().outcome() == Outcome.Pending) {
        boolean ours = progress.plan().isOwn(step) && known.stage() == StepProgress.Stage.Idle;
        return ours ? OptionalInt.of(step) : OptionalInt.empty();
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Whether an own step's end without success waits for the record, which is as good as an abort.
   */
  static boolean isDenied(Progress progress) {
    for (int step = 0; step < progress.size(); step++) {
      StepProgress known = progress.step(step);
      if (progress.plan().isOwn(step)
          && known.isKnown()
          && !known.hasSucceeded()
          && known.onChain().outcome() == Outcome.Pending) {
        return true;
      }
    }
    return false;
  }

  static void abort(Draft draft) {
    if (!draft.progress().abortRecorded()) {
      draft.set(draft.progress().abortRecorded(true));
      draft.report(Entry.WHOLE, Entry.Aborted, StepResult.NO_DIGEST);
    }
  }
}
