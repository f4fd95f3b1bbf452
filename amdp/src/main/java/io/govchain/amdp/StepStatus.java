package io.govchain.amdp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One step as its application sees it.
 *
 * @param step number of the step
 * @param outcome as recorded on the governance chain
 * @param verdict as recorded on the governance chain
 * @param compensation as recorded on the governance chain
 * @param subchainTransaction hash of the write on its subchain
 * @param reason why it did not succeed
 * @param value what a read returned: a JSON array
 */
public record StepStatus(
    int step,
    Outcome outcome,
    Verdict verdict,
    Compensation compensation,
    Optional<String> subchainTransaction,
    Optional<Reason> reason,
    Optional<JsonNode> value) {

  public StepStatus {
    Shape.range("steps.step", step, 0, Shape.MAX_STEPS - 1L);
    subchainTransaction.ifPresent(hash -> Shape.reference("steps.subchainTransaction", hash));
    value.ifPresent(node -> MessageData.array("steps.value", node));
  }

  /** A step's outcome. */
  public enum Outcome implements WireName {
    PENDING("pending"),
    SUCCEEDED("succeeded"),
    FAILED("failed"),
    NOT_EXECUTED("not-executed");

    private final String wire;

    Outcome(String wire) {
      this.wire = wire;
    }

    @Override
    public String wire() {
      return wire;
    }
  }

  /** The counterparty's word on a succeeded step. */
  public enum Verdict implements WireName {
    NONE("none"),
    ACCEPTED("accepted"),
    DISPUTED("disputed");

    private final String wire;

    Verdict(String wire) {
      this.wire = wire;
    }

    @Override
    public String wire() {
      return wire;
    }
  }

  /** Whether a succeeded write was undone. */
  public enum Compensation implements WireName {
    NONE("none"),
    COMPENSATED("compensated"),
    FAILED("failed");

    private final String wire;

    Compensation(String wire) {
      this.wire = wire;
    }

    @Override
    public String wire() {
      return wire;
    }
  }
}
