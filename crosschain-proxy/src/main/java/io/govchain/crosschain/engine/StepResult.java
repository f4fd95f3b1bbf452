package io.govchain.crosschain.engine;

/**
 * What a responsible party knows or claims about its step.
 *
 * @param outcome never guessed: {@code Pending} while unknown
 * @param digest SHA-256 of the evidence, 0x and 64 hex characters, or {@link #NO_DIGEST}
 * @param reason why it did not succeed, or why that cannot be proved
 * @param subchainTransaction hash on the subchain, empty if there is none
 */
public record StepResult(
    Outcome outcome, String digest, Reason reason, String subchainTransaction) {

  /** Stands where no evidence exists. */
  public static final String NO_DIGEST = "0x" + "0".repeat(64);

  /** Nothing known yet. */
  public static final StepResult PENDING =
      new StepResult(Outcome.Pending, NO_DIGEST, Reason.NONE, "");

  /** The step took effect. */
  public static StepResult succeeded(String digest, String subchainTransaction) {
    return new StepResult(Outcome.Succeeded, digest, Reason.NONE, subchainTransaction);
  }

  /** The step was tried and definitely never took effect. */
  public static StepResult failed(String digest, Reason reason, String subchainTransaction) {
    return new StepResult(Outcome.Failed, digest, reason, subchainTransaction);
  }

  /** The step was never tried and never will be. */
  public static StepResult notExecuted(Reason reason) {
    return new StepResult(Outcome.NotExecuted, NO_DIGEST, reason, "");
  }

  /** Whether its own party says that it holds no evidence of the success that it reported. */
  public boolean isUnproved() {
    return outcome == Outcome.Succeeded && reason.code().equals(Reason.EVIDENCE_UNAVAILABLE);
  }

  Entry entry() {
    return switch (outcome) {
      case Succeeded -> Entry.Succeeded;
      case Failed -> Entry.Failed;
      case NotExecuted -> Entry.NotExecuted;
      case Pending -> throw new IllegalStateException("an unknown outcome cannot be reported");
    };
  }
}
