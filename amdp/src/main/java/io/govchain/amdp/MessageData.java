package io.govchain.amdp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What a message says: the {@code data} member, one record per type. Texts named <em>sealed</em>
 * are the {@link Sealed} form of what they hold; {@code evidenceDigest} is always that of the plain
 * text.
 */
public sealed interface MessageData {

  /** Longest disclosure, in characters. */
  int MAX_DISCLOSURE = 64 * 1024;

  /** Largest disclosure, in UTF-8 bytes: what fits into an envelope beside the evidence. */
  int MAX_DISCLOSURE_BYTES = 128 * 1024;

  /** Largest disclosures of one call together, in UTF-8 bytes: what always fits into a forward. */
  int MAX_DISCLOSURES_BYTES = 256 * 1024;

  /**
   * Longest evidence text, in UTF-8 bytes. What is sealed is longer by a third, and an envelope
   * longer than what it says by a third again: so much fits beside a call and the arguments of the
   * step. What a read returned counts with its evidence.
   */
  int MAX_EVIDENCE = 416 * 1024;

  /** The type that this data belongs to. */
  MessageType type();

  /**
   * A plan to run.
   *
   * @param request the application's own id of the call: 1 to 64 of {@code A-Z a-z 0-9 . _ : -}
   * @param deadlineSeconds the transaction must be over this long after {@code issued}; 1 second to
   *     30 days
   * @param steps 1 to 8, run in this order
   */
  record Call(String request, int deadlineSeconds, List<PlanStep> steps) implements MessageData {

    /** Longest time a transaction may take: the governance chain's own limit. */
    public static final int MAX_DEADLINE_SECONDS = 30 * 24 * 3600;

    public Call {
      Shape.request("payload.data.request", request);
      Shape.range("payload.data.deadlineSeconds", deadlineSeconds, 1, MAX_DEADLINE_SECONDS);
      steps = Shape.size("payload.data.steps", steps, 1, Shape.MAX_STEPS);
    }

    @Override
    public MessageType type() {
      return MessageType.CALL;
    }
  }

  /**
   * A call handed on.
   *
   * @param call the application's envelope, as it came
   * @param arguments one disclosure per step
   */
  record Forward(Envelope call, List<String> arguments) implements MessageData {
    public Forward {
      requireCall(call);
      arguments = Shape.size("payload.data.arguments", arguments, 1, Shape.MAX_STEPS);
      arguments.forEach(
          disclosure -> Shape.text("payload.data.arguments", disclosure, MAX_DISCLOSURE));
    }

    @Override
    public MessageType type() {
      return MessageType.FORWARD;
    }
  }

  /**
   * Do or undo the message's step.
   *
   * @param function the step's function, or its compensator
   * @param arguments the disclosure
   */
  record Execute(
      StepAction action,
      String contract,
      String contractAddress,
      String function,
      StepKind kind,
      String arguments)
      implements MessageData {
    public Execute {
      Shape.path("payload.data.contract", contract);
      Shape.reference("payload.data.contractAddress", contractAddress);
      Shape.function("payload.data.function", function);
      Shape.text("payload.data.arguments", arguments, MAX_DISCLOSURE);
    }

    @Override
    public MessageType type() {
      return MessageType.EXECUTE;
    }
  }

  /**
   * What became of an {@link Execute}.
   *
   * @param evidence plain evidence
   * @param value what a read returned: a JSON array
   */
  record Outcome(
      StepAction action,
      StepResult result,
      Optional<Reason> reason,
      Optional<String> evidence,
      Optional<String> evidenceDigest,
      Optional<JsonNode> value,
      Optional<String> subchainTransaction)
      implements MessageData {
    public Outcome {
      evidence.ifPresent(text -> Evidence.requireLength("payload.data.evidence", text));
      evidenceDigest.ifPresent(digest -> Shape.hash("payload.data.evidenceDigest", digest));
      value.ifPresent(node -> array("payload.data.value", node));
      subchainTransaction.ifPresent(
          hash -> Shape.reference("payload.data.subchainTransaction", hash));
      evidence.ifPresent(
          text ->
              Evidence.requireDigest("payload.data.evidence", text, evidenceDigest.orElse("none")));
    }

    @Override
    public MessageType type() {
      return MessageType.OUTCOME;
    }
  }

  /**
   * Run the message's step of this call.
   *
   * @param call the application's envelope, as it came
   * @param arguments the step's disclosure, sealed
   * @param earlier the steps before it
   */
  record StepRequest(Envelope call, String arguments, List<EarlierStep> earlier)
      implements MessageData {
    public StepRequest {
      requireCall(call);
      earlier = Shape.size("payload.data.earlier", earlier, 0, Shape.MAX_STEPS - 1);
    }

    @Override
    public MessageType type() {
      return MessageType.STEP_REQUEST;
    }
  }

  /**
   * What became of the message's step, for its verifier.
   *
   * @param call the application's envelope, as it came
   * @param arguments the step's disclosure, sealed, where the receiver may not have it
   * @param evidence sealed
   * @param value sealed JSON array that a read returned
   */
  record StepOutcome(
      Envelope call,
      StepResult result,
      Optional<Reason> reason,
      Optional<String> arguments,
      Optional<String> evidence,
      Optional<String> evidenceDigest,
      Optional<String> value,
      Optional<String> subchainTransaction)
      implements MessageData {
    public StepOutcome {
      requireCall(call);
      evidenceDigest.ifPresent(digest -> Shape.hash("payload.data.evidenceDigest", digest));
      subchainTransaction.ifPresent(
          hash -> Shape.reference("payload.data.subchainTransaction", hash));
    }

    @Override
    public MessageType type() {
      return MessageType.STEP_OUTCOME;
    }
  }

  /** Show the evidence of the message's step. */
  record EvidenceRequest() implements MessageData {
    @Override
    public MessageType type() {
      return MessageType.EVIDENCE_REQUEST;
    }
  }

  /**
   * The evidence of the message's step.
   *
   * @param evidence sealed
   */
  record EvidenceReply(String evidence, String evidenceDigest) implements MessageData {
    public EvidenceReply {
      Shape.hash("payload.data.evidenceDigest", evidenceDigest);
    }

    @Override
    public MessageType type() {
      return MessageType.EVIDENCE;
    }
  }

  /** A nudge to look at the record of a compensating transaction. */
  record CompensationRequest(Reason reason) implements MessageData {
    @Override
    public MessageType type() {
      return MessageType.COMPENSATION_REQUEST;
    }
  }

  /** How the message's step was undone. */
  record CompensationOutcome(
      StepResult result, Optional<Reason> reason, Optional<String> evidenceDigest)
      implements MessageData {
    public CompensationOutcome {
      evidenceDigest.ifPresent(digest -> Shape.hash("payload.data.evidenceDigest", digest));
    }

    @Override
    public MessageType type() {
      return MessageType.COMPENSATION_OUTCOME;
    }
  }

  /** Why the message that this replies to will not be acted on. */
  record Refusal(Reason reason) implements MessageData {
    @Override
    public MessageType type() {
      return MessageType.REFUSAL;
    }
  }

  /** How a transaction stands. */
  record Status(CallStatus status, Optional<String> detail, List<StepStatus> steps)
      implements MessageData {
    public Status {
      detail.ifPresent(text -> Shape.text("payload.data.detail", text, Reason.MAX_TEXT));
      steps = Shape.size("payload.data.steps", steps, 0, Shape.MAX_STEPS);
    }

    @Override
    public MessageType type() {
      return MessageType.STATUS;
    }
  }

  private static void requireCall(Envelope envelope) {
    MessageType type = envelope.claimed().type();
    if (type != MessageType.CALL) {
      throw Shape.malformed("payload.data.call", "an envelope of type call", type.wire());
    }
  }

  /** Refuses anything but a JSON array. */
  static void array(String where, JsonNode node) {
    if (!node.isArray()) {
      throw Shape.malformed(
          where, "a JSON array", node.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
    }
  }
}
