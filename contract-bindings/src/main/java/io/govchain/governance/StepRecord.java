package io.govchain.governance;

/** One step of a {@link TransactionRecord}. */
public record StepRecord(
    int index,
    StepDescriptor descriptor,
    Outcome outcome,
    Verdict verdict,
    Compensation compensation) {

  /** What the responsible party reported. */
  public enum Outcome implements Worded {
    PENDING,
    SUCCEEDED,
    FAILED,
    NOT_EXECUTED
  }

  /** What the verifying party reported. */
  public enum Verdict implements Worded {
    NONE,
    ACCEPTED,
    DISPUTED
  }

  /** Whether the step was undone. */
  public enum Compensation implements Worded {
    NONE,
    COMPENSATED,
    FAILED
  }

  /**
   * Whether nothing remains to be undone here: it never took effect, changed nothing, or was
   * undone.
   */
  public boolean signedOff() {
    return switch (outcome) {
      case PENDING -> false;
      case FAILED, NOT_EXECUTED -> true;
      case SUCCEEDED -> !descriptor.write() || compensation == Compensation.COMPENSATED;
    };
  }

  /** Whether the record has it that the step was done. */
  public boolean isDone() {
    return outcome == Outcome.SUCCEEDED;
  }

  /** Whether the record has it that the step was undone. */
  public boolean isUndone() {
    return compensation == Compensation.COMPENSATED;
  }
}
