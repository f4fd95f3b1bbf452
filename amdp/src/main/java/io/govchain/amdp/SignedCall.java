package io.govchain.amdp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An application's call with what follows from it.
 *
 * @param envelope the application's envelope
 * @param message its message, verified only if the envelope was
 * @param plan what to run
 * @param transaction id of the transaction
 */
public record SignedCall(
    Envelope envelope, Message message, MessageData.Call plan, String transaction) {

  /** Reads the call in an envelope without vouching for its signature. */
  public static SignedCall of(Envelope envelope) {
    Message message = envelope.claimed();
    if (!(message.data() instanceof MessageData.Call plan)) {
      throw Shape.malformed("type", "call", message.type().wire());
    }
    return new SignedCall(envelope, message, plan, TransactionId.of(envelope));
  }

  /**
   * Governance block time by which the transaction must be over. It is part of what the application
   * signed.
   */
  public long deadline() {
    return message.issued() + plan.deadlineSeconds();
  }

  /** The steps in order. */
  public List<PlanStep> steps() {
    return plan.steps();
  }

  /**
   * A step of the plan.
   *
   * @throws AmdpException {@code plan-invalid} when there is no such step
   */
  public PlanStep step(int number) {
    if (number < 0 || number >= plan.steps().size()) {
      throw new AmdpException(
          AmdpError.PLAN_INVALID,
          "step",
          "0 to " + (plan.steps().size() - 1),
          Integer.toString(number));
    }
    return plan.steps().get(number);
  }

  /**
   * Refuses a message that carries this call under another transaction, or for a step or pipeline
   * that is not the plan's.
   *
   * @throws AmdpException {@code transaction-mismatch}, {@code plan-invalid} or {@code
   *     constraint-mismatch}
   */
  public void requireCarrier(Message carrier) {
    String claimed = carrier.transaction().orElse("none");
    if (!claimed.equals(transaction)) {
      throw new AmdpException(
          AmdpError.TRANSACTION_MISMATCH, "payload.transaction", transaction, claimed);
    }
    if (carrier.type() == MessageType.FORWARD && !message.to().equals(carrier.from())) {
      throw new AmdpException(
          AmdpError.AUDIENCE_MISMATCH, "payload.data.call to", carrier.from(), message.to());
    }
    PlanStep step = step(carrier.step().orElse(0));
    if (!step.pipeline().equals(carrier.pipeline())
        || !step.constraint().equals(carrier.constraint())) {
      throw new AmdpException(
          AmdpError.CONSTRAINT_MISMATCH,
          "payload.pipeline and payload.constraint",
          "the plan's " + step.pipeline() + " " + step.constraint(),
          carrier.pipeline() + " " + carrier.constraint());
    }
  }

  /**
   * Opens the disclosures of all steps.
   *
   * @param texts one per step, in order
   * @throws AmdpException {@code arguments-mismatch}, or {@code envelope-too-large} when they would
   *     not fit into a forward
   */
  public List<Disclosure> disclosed(List<String> texts) {
    if (texts.size() != plan.steps().size()) {
      throw new AmdpException(
          AmdpError.ARGUMENTS_MISMATCH,
          "arguments",
          plan.steps().size() + " disclosures, one per step",
          Integer.toString(texts.size()));
    }
    long size =
        texts.stream().mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
    if (size > MessageData.MAX_DISCLOSURES_BYTES) {
      throw new AmdpException(
          AmdpError.ENVELOPE_TOO_LARGE,
          "arguments",
          "at most " + MessageData.MAX_DISCLOSURES_BYTES + " bytes together",
          size + " bytes");
    }
    return IntStream.range(0, texts.size())
        .mapToObj(i -> Disclosure.parse(texts.get(i), plan.steps().get(i).arguments()))
        .toList();
  }
}
