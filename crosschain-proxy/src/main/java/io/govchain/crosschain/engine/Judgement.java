package io.govchain.crosschain.engine;

/**
 * This party's own examination of a step's evidence.
 *
 * @param digest which evidence, since only the evidence named on the record counts for the verdict
 */
public record Judgement(Stage stage, String digest, Reason reason) {

  /** How far the examination is. */
  public enum Stage {
    None,
    /** The report is on the record but the evidence is not here: asked for it. */
    EvidenceRequested,
    Judging,
    Accepted,
    Disputed
  }

  /** Nothing was examined yet. */
  public static final Judgement NONE = new Judgement(Stage.None, StepResult.NO_DIGEST, Reason.NONE);

  boolean isOpen() {
    return stage == Stage.None || stage == Stage.EvidenceRequested;
  }

  boolean isDone() {
    return stage == Stage.Accepted || stage == Stage.Disputed;
  }
}
