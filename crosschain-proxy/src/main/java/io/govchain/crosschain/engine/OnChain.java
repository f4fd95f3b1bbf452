package io.govchain.crosschain.engine;

/**
 * What the record on the governance chain says about a step, learnt from its events only.
 *
 * @param digest the evidence digest reported with the outcome
 */
public record OnChain(
    Outcome outcome, String digest, Verdict verdict, CompensationResult compensation) {

  /** Nothing stands on the record yet. */
  public static final OnChain NOTHING =
      new OnChain(Outcome.Pending, StepResult.NO_DIGEST, Verdict.None, CompensationResult.None);

  OnChain reported(Outcome outcome, String digest) {
    return new OnChain(outcome, digest, verdict, compensation);
  }

  OnChain judged(Verdict verdict) {
    return new OnChain(outcome, digest, verdict, compensation);
  }

  OnChain compensated(CompensationResult compensation) {
    return new OnChain(outcome, digest, verdict, compensation);
  }

  /** Whether nothing of the step is left on its subchain, by the word of its responsible party. */
  boolean isSignedOff(boolean write) {
    return switch (outcome) {
      case Pending -> false;
      case Failed, NotExecuted -> true;
      case Succeeded -> !write || compensation == CompensationResult.Compensated;
    };
  }
}
