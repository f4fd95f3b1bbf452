package io.govchain.amdp;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The payload of an envelope.
 *
 * @param id 32 random hex digits, never used again
 * @param transaction {@link TransactionId} of the call; a call itself has none
 * @param pipeline path of the step's pipeline, or of the first step's where the message is about
 *     the whole transaction
 * @param step number of the step, from 0
 * @param from path of the sending service or application
 * @param to path of the receiving service
 * @param sequence number of the message in its lane, from 0. A <em>lane</em> is one sender, one
 *     receiver, one transaction: a receiver sees all of its lane's messages, so it can tell a gap
 * @param previous digest of the lane's previous envelope; empty at sequence 0
 * @param issued governance block time when it was made, unix seconds
 * @param expires not accepted for the first time after this governance block time
 * @param inReplyTo digest of the request's envelope
 * @param constraint constraint hash of {@code pipeline}
 * @param publicKey the credential: the sender's key, 0x and 64 bytes in hex
 * @param data what it says
 */
public record Message(
    String id,
    Optional<String> transaction,
    String pipeline,
    OptionalInt step,
    String from,
    String to,
    long sequence,
    Optional<String> previous,
    long issued,
    long expires,
    Optional<String> inReplyTo,
    String constraint,
    String publicKey,
    MessageData data) {

  /** Longest validity, in seconds: the longest transaction, and a week for late answers. */
  public static final long MAX_VALIDITY_SECONDS = 37L * 24 * 3600;

  public Message {
    Shape.messageId("payload.id", id);
    transaction.ifPresent(value -> Shape.hash("payload.transaction", value));
    Shape.path("payload.pipeline", pipeline);
    step.ifPresent(value -> Shape.range("payload.step", value, 0, Shape.MAX_STEPS - 1L));
    Shape.path("payload.from", from);
    Shape.path("payload.to", to);
    Shape.range("payload.sequence", sequence, 0, Shape.MAX_SEQUENCE);
    previous.ifPresent(value -> Shape.hash("payload.previous", value));
    Shape.range("payload.issued", issued, 0, Shape.MAX_TIME);
    Shape.range(
        "payload.expires",
        expires,
        issued,
        Math.min(issued + MAX_VALIDITY_SECONDS, Shape.MAX_TIME));
    inReplyTo.ifPresent(value -> Shape.hash("payload.inReplyTo", value));
    Shape.hash("payload.constraint", constraint);
    Shape.publicKey("payload.credential.publicKey", publicKey);
    data.type().checkMembers(transaction.isPresent(), step.isPresent(), inReplyTo.isPresent());
    if (previous.isPresent() != (sequence > 0)) {
      throw Shape.malformed(
          "payload.previous",
          sequence > 0 ? "a digest" : "none at sequence 0",
          previous.orElse("none"));
    }
    if (data instanceof MessageData.Call call) {
      requireFirstPipeline(call, pipeline, constraint, sequence);
    }
  }

  /** The type, as the data tells it. */
  public MessageType type() {
    return data.type();
  }

  private static void requireFirstPipeline(
      MessageData.Call call, String pipeline, String constraint, long sequence) {
    PlanStep first = call.steps().getFirst();
    if (!first.pipeline().equals(pipeline) || !first.constraint().equals(constraint)) {
      throw Shape.malformed(
          "payload.pipeline and payload.constraint",
          "those of the first step, " + first.pipeline() + " " + first.constraint(),
          pipeline + " " + constraint);
    }
    if (sequence != 0) {
      throw Shape.malformed("payload.sequence", "0 in a call", Long.toString(sequence));
    }
  }
}
