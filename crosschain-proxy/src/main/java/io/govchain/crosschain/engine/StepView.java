package io.govchain.crosschain.engine;

/**
 * A step as it is shown to people and applications.
 *
 * @param outcome this party's first-hand knowledge, else the claim, else the record
 * @param verdict as on the record
 * @param compensation as on the record
 * @param reason why the step, its evidence or its compensation failed
 * @param subchainTransaction hash on the step's subchain, empty if unknown
 */
public record StepView(
    int step,
    Outcome outcome,
    Verdict verdict,
    CompensationResult compensation,
    Reason reason,
    String subchainTransaction) {

  static StepView of(int index, StepProgress step) {
    OnChain chain = step.onChain();
    Outcome outcome =
        step.result().outcome() == Outcome.Pending ? chain.outcome() : step.result().outcome();
    return new StepView(
        index,
        outcome,
        chain.verdict(),
        chain.compensation(),
        reason(step),
        step.result().subchainTransaction());
  }

  private static Reason reason(StepProgress step) {
    if (!step.undoing().reason().equals(Reason.NONE)) {
      return step.undoing().reason();
    }
    return step.judgement().stage() == Judgement.Stage.Disputed
        ? step.judgement().reason()
        : step.result().reason();
  }
}
