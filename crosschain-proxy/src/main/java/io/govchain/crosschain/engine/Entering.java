package io.govchain.crosschain.engine;

/**
 * Where a status on the record takes a transaction that is not over yet. A status that was passed
 * already (a block told twice) leads nowhere.
 */
final class Entering {
  private Entering() {}

  static Transition status(Draft draft, ChainStatus status, TransactionState current) {
    return switch (status) {
      case None, Open -> Transition.to(current);
      case Compensating -> {
        if (current instanceof Compensating || current instanceof Escalated) {
          yield Transition.to(current);
        }
        WindingDown.begin(draft);
        yield draft.to(Compensating::new);
      }
      case Escalated -> {
        if (current instanceof Escalated) {
          yield Transition.to(current);
        }
        draft.set(draft.progress().escalationRecorded(true));
        draft.alarm(
            Alarm.Code.Escalated,
            Entry.WHOLE,
            "transaction %s was handed to people".formatted(draft.plan().transaction()));
        WindingDown.begin(draft);
        yield draft.to(Escalated::new);
      }
      case Settled -> draft.to(Settled::new);
      case Compensated -> draft.to(Compensated::new);
      case Resolved -> draft.to(Resolved::new);
    };
  }

  /**
   * A record was opened that this party is named in but was not asked about, or not with this plan.
   * It does nothing for it except sign off its steps when the time comes.
   */
  static Transition observing(Draft draft, boolean journalLost) {
    boolean drives = draft.plan().initiatedHere();
    for (int step = 0; step < draft.progress().size(); step++) {
      if (journalLost && (drives || draft.plan().isOwn(step))) {
        draft.set(step, draft.step(step).at(StepProgress.Stage.Unknown));
      }
    }
    if (drives && !journalLost) {
      Aborting.abort(draft);
    }
    return draft.to(Executing::new);
  }
}
