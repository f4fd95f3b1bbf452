package io.govchain.crosschain.engine;

/**
 * All that one party knows about one step.
 *
 * @param stage this party's own part in it
 * @param result the outcome: first-hand for an own step, claimed by its party for another's
 * @param judgement this party's examination of the evidence
 * @param verdictGiven what this party has put on the record about the evidence
 * @param undoing this party's compensation of an own step
 * @param onChain the record
 */
public record StepProgress(
    Stage stage,
    StepResult result,
    Judgement judgement,
    Verdict verdictGiven,
    Undoing undoing,
    OnChain onChain) {

  /** How far this party is with a step. */
  public enum Stage {
    /** Nothing was asked, so nothing can have happened. */
    Idle,
    /** Own step, asked for by the initiator; waits for the record or for earlier evidence. */
    Queued,
    /** Own step given to the subchain proxy, or another's step asked for: outcome unknown. */
    Running,
    /** Own step after the journal, or its end, was lost: a former life may have executed it. */
    Unknown,
    /**
     * The same, after its call was handed in once more; waits like a queued one, and is never
     * signed off without asking the subchain proxy.
     */
    Resumed,
    /** The outcome is known. */
    Known
  }

  static final StepProgress IDLE =
      new StepProgress(
          Stage.Idle,
          StepResult.PENDING,
          Judgement.NONE,
          Verdict.None,
          Undoing.NONE,
          OnChain.NOTHING);

  boolean isKnown() {
    return stage == Stage.Known;
  }

  /** Whether the step was known to have had no effect, and is told now to have had one. */
  boolean isLate(Outcome told) {
    return isKnown() && told == Outcome.Succeeded && result.outcome() != Outcome.Succeeded;
  }

  /** The outcome as far as it was told: to this journal, or else to the record. */
  Outcome told() {
    return isKnown() ? result.outcome() : onChain.outcome();
  }

  /** Whether it is enough to undo the transaction: it failed, or its evidence was disputed. */
  boolean hasFailed() {
    return told() == Outcome.Failed || onChain.verdict() == Verdict.Disputed;
  }

  boolean hasSucceeded() {
    return stage == Stage.Known && result.outcome() == Outcome.Succeeded;
  }

  StepProgress at(Stage next) {
    return new StepProgress(next, result, judgement, verdictGiven, undoing, onChain);
  }

  StepProgress known(StepResult known) {
    return new StepProgress(Stage.Known, known, judgement, verdictGiven, undoing, onChain);
  }

  StepProgress judged(Judgement.Stage next, String digest, Reason reason) {
    return new StepProgress(
        stage, result, new Judgement(next, digest, reason), verdictGiven, undoing, onChain);
  }

  StepProgress verdict(Verdict given) {
    return new StepProgress(stage, result, judgement, given, undoing, onChain);
  }

  StepProgress undoing(Undoing next) {
    return new StepProgress(stage, result, judgement, verdictGiven, next, onChain);
  }

  StepProgress onChain(OnChain next) {
    return new StepProgress(stage, result, judgement, verdictGiven, undoing, next);
  }
}
