package io.govchain.crosschain.engine;

/**
 * This party's work on undoing a step of its own.
 *
 * @param attempt counts from 1; an attempt starts only after the one before definitely had no
 *     effect
 * @param retryAt block time of the next attempt while waiting, else 0
 * @param digest evidence of the compensator's success
 */
public record Undoing(Stage stage, int attempt, long retryAt, String digest, Reason reason) {

  /** How far the compensator is. */
  public enum Stage {
    None,
    Running,
    Waiting,
    Done,
    Failed
  }

  /** Nothing was undone, and nothing is to be. */
  public static final Undoing NONE =
      new Undoing(Stage.None, 0, 0, StepResult.NO_DIGEST, Reason.NONE);

  Undoing run() {
    return new Undoing(Stage.Running, attempt + 1, 0, StepResult.NO_DIGEST, Reason.NONE);
  }

  Undoing waitUntil(long blockTime, Reason why) {
    return new Undoing(Stage.Waiting, attempt, blockTime, StepResult.NO_DIGEST, why);
  }

  Undoing done(String evidence) {
    return new Undoing(Stage.Done, attempt, 0, evidence, Reason.NONE);
  }

  Undoing failed(Reason why) {
    return new Undoing(Stage.Failed, attempt, 0, StepResult.NO_DIGEST, why);
  }
}
