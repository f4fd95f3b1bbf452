package io.govchain.amdp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Reads the {@code data} member of each type. The records' constructors check shapes; this checks
 * JSON types and names.
 */
final class DataReader {

  private DataReader() {}

  static MessageData read(MessageType type, Fields data) {
    MessageData read =
        switch (type) {
          case CALL -> call(data);
          case FORWARD ->
              new MessageData.Forward(envelope(data), data.texts("arguments", Shape.MAX_STEPS));
          case EXECUTE -> execute(data);
          case OUTCOME -> outcome(data);
          case STEP_REQUEST ->
              new MessageData.StepRequest(
                  envelope(data),
                  data.text("arguments"),
                  data.list("earlier", Shape.MAX_STEPS, DataReader::earlier));
          case STEP_OUTCOME -> stepOutcome(data);
          case EVIDENCE_REQUEST -> new MessageData.EvidenceRequest();
          case EVIDENCE ->
              new MessageData.EvidenceReply(data.text("evidence"), data.text("evidenceDigest"));
          case COMPENSATION_REQUEST ->
              new MessageData.CompensationRequest(reason(data.object("reason")));
          case COMPENSATION_OUTCOME ->
              new MessageData.CompensationOutcome(
                  data.named(StepResult.class, "result"),
                  optionalReason(data),
                  data.nullableText("evidenceDigest"));
          case REFUSAL -> new MessageData.Refusal(new Reason(data.text("code"), data.text("text")));
          case STATUS ->
              new MessageData.Status(
                  data.named(CallStatus.class, "status"),
                  data.nullableText("detail"),
                  data.list("steps", Shape.MAX_STEPS, DataReader::stepStatus));
        };
    data.end();
    return read;
  }

  private static MessageData.Call call(Fields data) {
    return new MessageData.Call(
        data.text("request"),
        data.small("deadlineSeconds"),
        data.list("steps", Shape.MAX_STEPS, DataReader::planStep));
  }

  private static MessageData.Execute execute(Fields data) {
    return new MessageData.Execute(
        data.named(StepAction.class, "action"),
        data.text("contract"),
        data.text("contractAddress"),
        data.text("function"),
        data.named(StepKind.class, "kind"),
        data.text("arguments"));
  }

  private static MessageData.Outcome outcome(Fields data) {
    return new MessageData.Outcome(
        data.named(StepAction.class, "action"),
        data.named(StepResult.class, "result"),
        optionalReason(data),
        data.nullableText("evidence"),
        data.nullableText("evidenceDigest"),
        data.nullable("value"),
        data.nullableText("subchainTransaction"));
  }

  private static MessageData.StepOutcome stepOutcome(Fields data) {
    return new MessageData.StepOutcome(
        envelope(data),
        data.named(StepResult.class, "result"),
        optionalReason(data),
        data.nullableText("arguments"),
        data.nullableText("evidence"),
        data.nullableText("evidenceDigest"),
        data.nullableText("value"),
        data.nullableText("subchainTransaction"));
  }

  private static PlanStep planStep(String where, JsonNode node) {
    Fields step = Fields.of(where, node);
    PlanStep read =
        new PlanStep(
            step.text("pipeline"),
            step.text("constraint"),
            step.named(StepSide.class, "side"),
            step.text("contract"),
            step.text("function"),
            step.named(StepKind.class, "kind"),
            step.text("arguments"));
    step.end();
    return read;
  }

  private static EarlierStep earlier(String where, JsonNode node) {
    Fields step = Fields.of(where, node);
    EarlierStep read =
        new EarlierStep(
            step.small("step"),
            step.named(StepResult.class, "result"),
            step.nullableText("arguments"),
            step.nullableText("evidence"));
    step.end();
    return read;
  }

  private static StepStatus stepStatus(String where, JsonNode node) {
    Fields step = Fields.of(where, node);
    StepStatus read =
        new StepStatus(
            step.small("step"),
            step.named(StepStatus.Outcome.class, "outcome"),
            step.named(StepStatus.Verdict.class, "verdict"),
            step.named(StepStatus.Compensation.class, "compensation"),
            step.nullableText("subchainTransaction"),
            optionalReason(step),
            step.nullable("value"));
    step.end();
    return read;
  }

  private static Envelope envelope(Fields data) {
    return Envelope.read(data.at("call"), data.any("call"));
  }

  private static Optional<Reason> optionalReason(Fields data) {
    return data.nullable("reason").map(node -> reason(Fields.of(data.at("reason"), node)));
  }

  private static Reason reason(Fields fields) {
    Reason reason = new Reason(fields.text("code"), fields.text("text"));
    fields.end();
    return reason;
  }
}
