package io.govchain.crosschain.engine;

/**
 * Facts that come when they should not. The record cannot take them any more, so people hear of
 * them: a late truth is never swallowed (I7).
 */
final class Closing {
  private Closing() {}

  static void executed(Draft draft, int step, StepResult result) {
    if (step == Entry.WHOLE || !draft.plan().isOwn(step) || result.outcome() == Outcome.Pending) {
      return;
    }
    StepProgress known = draft.step(step);
    if (known.told() != Outcome.Pending) {
      Observing.contradiction(draft, step, known.told(), result.outcome());
      return;
    }
    draft.set(step, known.known(result));
    draft.alarm(
        Alarm.Code.Contradiction,
        step,
        "step %d %s, which became known only after the transaction had ended"
            .formatted(step, result.outcome()));
  }

  static void statusChanged(Draft draft, ChainStatus expected, ChainStatus actual) {
    boolean otherEnd =
        switch (actual) {
          case Settled, Compensated, Resolved -> expected != actual;
          case None, Open, Compensating, Escalated -> false; // passed before: a block told twice
        };
    if (otherEnd) {
      draft.alarm(
          Alarm.Code.Contradiction,
          Entry.WHOLE,
          "the record left %s, which is final, for %s".formatted(expected, actual));
    }
  }

  /** A compensator took effect that is not on the record. */
  static void undone(Draft draft, Input.CompensatorExecuted in) {
    if (in.step() != Entry.WHOLE && draft.step(in.step()).undoing().stage() != Undoing.Stage.Done) {
      draft.alarm(
          Alarm.Code.Contradiction,
          in.step(),
          "step %d was undone while the transaction was not being compensated"
              .formatted(in.step()));
    }
  }
}
