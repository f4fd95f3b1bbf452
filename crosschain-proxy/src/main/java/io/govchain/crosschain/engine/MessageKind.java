package io.govchain.crosschain.engine;

/** Which message could not be delivered; one per {@link Effect.MessageEffect}. */
public enum MessageKind {
  Execution,
  Compensation,
  StepRequest,
  StepOutcome,
  EvidenceRequest,
  CompensationRequest,
  Refusal,
  Notification
}
