package io.govchain.crosschain.engine;

import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Signs off this party's steps, the last one first. Driven by the record, never by messages: an
 * outcome that is unknown is waited for, and a success that comes late is reported and undone.
 */
final class WindingDown {
  private static final Reason NEVER_STARTED =
      new Reason("never-started", "the transaction was given up before this step was started");
  private static final Reason WAITING =
      new Reason("compensation-waiting", "steps of yours are not signed off yet");

  private WindingDown() {}

  /** On first sight of Compensating: the initiator also nudges those whose steps are open. */
  static void begin(Draft draft) {
    proceed(draft);
    if (draft.plan().initiatedHere()) {
      Set<String> waitedFor = new LinkedHashSet<>();
      for (int step = 0; step < draft.progress().size(); step++) {
        if (!draft.plan().isOwn(step) && !draft.progress().isSignedOff(step)) {
          waitedFor.add(draft.plan().step(step).responsible());
        }
      }
      waitedFor.forEach(to -> draft.emit(new Effect.SendCompensationRequest(to, WAITING)));
    }
  }

  /** Does for each own step whatever can be done now. */
  static void proceed(Draft draft) {
    for (int step = draft.progress().size() - 1; step >= 0; step--) {
      if (draft.plan().isOwn(step)) {
        signOff(draft, step);
      }
    }
  }

  private static void signOff(Draft draft, int step) {
    StepProgress known = draft.step(step);
    switch (known.stage()) {
      case Idle, Queued -> neverStarted(draft, step);
      case Resumed -> Resuming.findOut(draft, step);
      case Running, Unknown -> {}
      case Known -> {
        boolean undo =
            draft.plan().step(step).write()
                && known.onChain().outcome() == Outcome.Succeeded
                && known.undoing().stage() == Undoing.Stage.None
                && draft.progress().isTurnOf(step);
        if (undo) {
          compensate(draft, step);
        }
      }
    }
  }

  static void neverStarted(Draft draft, int step) {
    StepResult never = StepResult.notExecuted(NEVER_STARTED);
    draft.set(step, draft.step(step).known(never));
    draft.report(step, never.entry(), never.digest());
  }

  /**
   * A later step that turned out late to have succeeded made the record refuse what was said of the
   * steps before it. Once it is signed off, too, that is said again.
   */
  static void reported(Draft draft, Input.StepReportedOnChain in) {
    Progress before = draft.progress();
    Observing.reported(draft, in);
    for (int step = 0; step < before.size(); step++) {
      if (draft.plan().isOwn(step) && !before.isTurnOf(step) && draft.progress().isTurnOf(step)) {
        Outstanding.undone(draft, step);
      }
    }
  }

  static void compensated(Draft draft, Input.CompensatorExecuted in) {
    if (in.step() == Entry.WHOLE || !draft.plan().isOwn(in.step())) {
      return;
    }
    StepProgress known = draft.step(in.step());
    switch (known.undoing().stage()) {
      case None ->
          draft.alarm(
              Alarm.Code.Contradiction,
              in.step(),
              "step %d was undone though nobody asked for it".formatted(in.step()));
      case Running, Waiting, Failed -> {
        draft.set(in.step(), known.undoing(known.undoing().done(in.digest())));
        draft.report(in.step(), Entry.Compensated, in.digest());
      }
      case Done -> {}
    }
  }

  static void compensatorRefused(Draft draft, Input.CompensatorRefused in) {
    draft.set(draft.progress().at(in.blockTime()));
    if (in.step() == Entry.WHOLE) {
      return;
    }
    StepProgress known = draft.step(in.step());
    Undoing undoing = known.undoing();
    if (undoing.stage() != Undoing.Stage.Running || undoing.attempt() != in.attempt()) {
      return;
    }
    if (in.definitive() || in.attempt() >= draft.policy().compensatorAttempts()) {
      giveUp(draft, in.step(), in.reason());
    } else {
      long pause = draft.policy().backOff(draft.plan().transaction(), in.step(), in.attempt());
      long retryAt = draft.progress().now() + pause;
      draft.set(in.step(), known.undoing(undoing.waitUntil(retryAt, in.reason())));
    }
  }

  private static void giveUp(Draft draft, int step, Reason reason) {
    StepProgress known = draft.step(step);
    draft.set(step, known.undoing(known.undoing().failed(reason)));
    if (known.onChain().compensation() != CompensationResult.Failed) {
      draft.report(step, Entry.CompensationFailed, StepResult.NO_DIGEST);
    }
    draft.alarm(
        Alarm.Code.CompensationFailed,
        step,
        "step %d could not be undone after %d attempts: %s %s"
            .formatted(step, known.undoing().attempt(), reason.code(), reason.text()));
  }

  /** An operator's order: try once more, now. */
  static void retry(Draft draft, Input.CompensationRetried in) {
    if (in.step() == Entry.WHOLE) {
      return;
    }
    switch (draft.step(in.step()).undoing().stage()) {
      case Waiting, Failed -> compensate(draft, in.step());
      case None, Running, Done -> {}
    }
  }

  static void blockTime(Draft draft, long blockTime) {
    draft.set(draft.progress().at(blockTime));
    for (int step = 0; step < draft.progress().size(); step++) {
      Undoing undoing = draft.step(step).undoing();
      if (undoing.stage() == Undoing.Stage.Waiting && undoing.retryAt() <= draft.progress().now()) {
        compensate(draft, step);
      }
    }
  }

  /** Compensation took too long: people are called. What is still unknown stays unknown. */
  static void escalateIfDue(Draft draft) {
    boolean due = draft.progress().now() >= draft.policy().escalateAt(draft.plan());
    if (due && !draft.progress().escalationRecorded()) {
      draft.set(draft.progress().escalationRecorded(true));
      draft.report(Entry.WHOLE, Entry.Escalated, StepResult.NO_DIGEST);
    }
  }

  /** The record asks every institution of the plan, and all must name the same settlement. */
  static void resolve(Draft draft, String digest) {
    if (!draft.progress().resolution().equals(digest)) {
      draft.set(draft.progress().resolution(digest));
      draft.report(Entry.WHOLE, Entry.Resolved, digest);
    }
  }

  static OptionalLong wakeAt(Progress progress, Policy policy) {
    OptionalLong retry = nextRetry(progress);
    if (progress.escalationRecorded()) {
      return retry;
    }
    return OptionalLong.of(
        Math.min(retry.orElse(Long.MAX_VALUE), policy.escalateAt(progress.plan())));
  }

  static OptionalLong nextRetry(Progress progress) {
    return progress.steps().stream()
        .map(StepProgress::undoing)
        .filter(undoing -> undoing.stage() == Undoing.Stage.Waiting)
        .mapToLong(Undoing::retryAt)
        .min();
  }

  private static void compensate(Draft draft, int step) {
    StepProgress known = draft.step(step);
    Undoing running = known.undoing().run();
    draft.set(step, known.undoing(running));
    draft.emit(new Effect.CompensateStep(step, running.attempt()));
  }
}
