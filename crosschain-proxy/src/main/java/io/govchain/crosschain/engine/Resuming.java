package io.govchain.crosschain.engine;

/**
 * Takes a transaction up again of which this party has lost its journal, or what it did since the
 * copy that was put back. The record tells what was promised, but neither the call nor its
 * arguments; whoever holds them is asked to hand them in once more: the initiator for its peers'
 * steps, the initiator's own subchain proxy for the call.
 *
 * <p>A step that may have been executed in the former life is never said to be unexecuted on this
 * party's own account: once its call is here the subchain proxy is asked, whose journal or chain
 * knows (I2, I9).
 */
final class Resuming {
  private Resuming() {}

  /** Asks for what is needed to find out about steps of the former life. */
  static void ask(Draft draft) {
    Plan plan = draft.plan();
    for (int step = 0; step < draft.progress().size(); step++) {
      if (isLost(draft, step) && (plan.initiatedHere() || plan.isOwn(step))) {
        draft.emit(new Effect.SendEvidenceRequest(step, plan.initiator()));
        if (plan.initiatedHere()) {
          return; // The call is one for all steps.
        }
      }
    }
  }

  /**
   * An older copy of the journal holds this transaction: steps that it does not know to be started
   * may have been started since. Of a queued one the call is here; whether that of the others came
   * meanwhile only who holds it can tell.
   */
  static void restored(Draft draft) {
    for (int step = 0; step < draft.progress().size(); step++) {
      if (draft.plan().isOwn(step)) {
        StepProgress known = draft.step(step);
        StepProgress.Stage stage = known.stage();
        draft.set(
            step,
            known.at(
                switch (stage) {
                  case Idle -> StepProgress.Stage.Unknown;
                  case Queued -> StepProgress.Stage.Resumed;
                  case Running, Unknown, Resumed, Known -> stage;
                }));
      }
    }
  }

  static boolean isLost(Draft draft, int step) {
    return draft.step(step).stage() == StepProgress.Stage.Unknown;
  }

  /** The initiator asked for the step once more, so its call and arguments are here again. */
  static void requested(Draft draft, int step) {
    draft.set(step, draft.step(step).at(StepProgress.Stage.Resumed));
  }

  /**
   * The call is here again. Peers may have been asked for their steps or not; asking them again is
   * harmless and brings their answers.
   */
  static void forwarded(Draft draft, Plan called) {
    if (!draft.plan().agreesWith(called)) {
      return;
    }
    for (int step = 0; step < draft.progress().size(); step++) {
      if (isLost(draft, step)) {
        StepProgress.Stage next =
            draft.plan().isOwn(step) ? StepProgress.Stage.Resumed : StepProgress.Stage.Idle;
        draft.set(step, draft.step(step).at(next));
      }
    }
  }

  /** The transaction takes no more steps; what became of this one must still be found out. */
  static void findOut(Draft draft, int step) {
    draft.set(step, draft.step(step).at(StepProgress.Stage.Running));
    draft.emit(new Effect.ExecuteStep(step));
  }
}
