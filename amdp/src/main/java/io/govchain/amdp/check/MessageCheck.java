package io.govchain.amdp.check;

import io.govchain.amdp.AmdpError;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.Problem;
import io.govchain.amdp.SignedCall;
import io.govchain.amdp.check.MessageFacts.Lane;
import io.govchain.amdp.check.MessageFacts.PipelineState;
import io.govchain.amdp.check.MessageFacts.Sender;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The checks that every receiver makes, in the order of {@code docs/protocol.md}: who is meant
 * before who signed, who signed before anything that would tell a stranger what is stored here.
 */
public final class MessageCheck {

  /**
   * A message may be ahead of the receiver's view of the chain by this much: a block or a few that
   * it has not seen.
   */
  public static final long AHEAD_SECONDS = 30;

  /** A message that is ahead by more than this is not waited for. */
  public static final long FAR_AHEAD_SECONDS = 300;

  /** After this long a missing message no longer holds back the later ones of its lane. */
  public static final long GAP_SECONDS = 60;

  private MessageCheck() {}

  /** Judges a well-formed envelope. */
  public static MessageVerdict check(Envelope envelope, MessageFacts facts) {
    Optional<MessageVerdict> stranger =
        addressed(envelope.claimed(), facts).or(() -> sender(envelope, facts));
    if (stranger.isPresent()) {
      return stranger.get();
    }
    Message message = envelope.claimed();
    return Stream.<Function<Message, Optional<MessageVerdict>>>of(
            m -> seen(envelope, facts),
            m -> time(m, facts),
            MessageCheck::carriedCall,
            m -> pipeline(m, facts),
            m -> reply(m, facts),
            m -> place(m, facts))
        .map(check -> check.apply(message))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> new MessageVerdict.Accept(message));
  }

  private static Optional<MessageVerdict> addressed(Message message, MessageFacts facts) {
    if (!message.to().equals(facts.audience())) {
      return reject(AmdpError.AUDIENCE_MISMATCH, "payload.to", facts.audience(), message.to());
    }
    if (!facts.types().contains(message.type())) {
      String taken =
          String.join(", ", facts.types().stream().map(type -> type.wire()).sorted().toList());
      return reject(
          AmdpError.MESSAGE_TYPE_REFUSED, "payload.type", "one of " + taken, message.type().wire());
    }
    return Optional.empty();
  }

  private static Optional<MessageVerdict> sender(Envelope envelope, MessageFacts facts) {
    String from = envelope.claimed().from();
    if (facts.sender().isEmpty()) {
      return reject(AmdpError.SENDER_UNKNOWN, "payload.from", "a registered sender", from);
    }
    Sender sender = facts.sender().get();
    try {
      envelope.verified(sender.publicKey());
    } catch (AmdpException e) {
      return Optional.of(new MessageVerdict.Reject(e.problem()));
    }
    return sender.active()
        ? Optional.empty()
        : reject(
            AmdpError.SENDER_NOT_ACTIVE, "payload.from", "an active sender", from + ", not active");
  }

  /**
   * Before the time: a sender that missed the acknowledgement must learn even late that it may
   * stop.
   */
  private static Optional<MessageVerdict> seen(Envelope envelope, MessageFacts facts) {
    if (facts.seenDigest().isEmpty()) {
      return Optional.empty();
    }
    String seen = facts.seenDigest().get();
    String id = "message " + envelope.claimed().id();
    if (seen.equals(envelope.digest())) {
      return Optional.of(
          new MessageVerdict.Ignore(
              new Problem(AmdpError.ENVELOPE_DUPLICATE, id, "a new envelope", "a stored one")));
    }
    return reject(
        AmdpError.MESSAGE_ID_REUSED, id, "the envelope of digest " + seen, envelope.digest());
  }

  private static Optional<MessageVerdict> time(Message message, MessageFacts facts) {
    long now = facts.blockTime();
    if (now > message.expires()) {
      return reject(
          AmdpError.ENVELOPE_EXPIRED,
          "payload.expires",
          "block time " + now + " or later",
          "" + message.expires());
    }
    long ahead = message.issued() - now;
    if (ahead <= AHEAD_SECONDS) {
      return Optional.empty();
    }
    Problem problem =
        new Problem(
            AmdpError.ENVELOPE_NOT_YET_VALID,
            "payload.issued",
            "block time " + now + " or at most " + AHEAD_SECONDS + " seconds later",
            "" + message.issued());
    return Optional.of(
        ahead > FAR_AHEAD_SECONDS
            ? new MessageVerdict.Reject(problem)
            : new MessageVerdict.Defer(problem));
  }

  private static Optional<MessageVerdict> carriedCall(Message message) {
    Optional<Envelope> carried =
        switch (message.data()) {
          case MessageData.Forward forward -> Optional.of(forward.call());
          case MessageData.StepRequest request -> Optional.of(request.call());
          case MessageData.StepOutcome outcome -> Optional.of(outcome.call());
          case MessageData.Call call -> Optional.empty();
          case MessageData.Execute execute -> Optional.empty();
          case MessageData.Outcome outcome -> Optional.empty();
          case MessageData.EvidenceRequest request -> Optional.empty();
          case MessageData.EvidenceReply reply -> Optional.empty();
          case MessageData.CompensationRequest request -> Optional.empty();
          case MessageData.CompensationOutcome outcome -> Optional.empty();
          case MessageData.Refusal refusal -> Optional.empty();
          case MessageData.Status status -> Optional.empty();
        };
    try {
      carried.map(SignedCall::of).ifPresent(call -> call.requireCarrier(message));
      return Optional.empty();
    } catch (AmdpException e) {
      return Optional.of(new MessageVerdict.Reject(e.problem()));
    }
  }

  private static Optional<MessageVerdict> pipeline(Message message, MessageFacts facts) {
    if (facts.pipeline().isEmpty()) {
      return reject(
          AmdpError.PIPELINE_UNKNOWN,
          "payload.pipeline",
          "a registered pipeline",
          message.pipeline());
    }
    PipelineState pipeline = facts.pipeline().get();
    if (!pipeline.constraint().equals(message.constraint())) {
      return reject(
          AmdpError.CONSTRAINT_MISMATCH,
          "payload.constraint",
          pipeline.constraint(),
          message.constraint());
    }
    return pipeline.usable() || !startsSomething(message)
        ? Optional.empty()
        : reject(
            AmdpError.PIPELINE_NOT_ACTIVE,
            "payload.pipeline",
            "an active pipeline",
            message.pipeline() + ", not active");
  }

  /**
   * What was begun through a pipeline must still come to its end after the pipeline was closed. An
   * order is taken even then: its answer, that nothing was executed or what an earlier one did, is
   * what lets the steps before it be undone. Who executes it asks for the pipeline itself.
   */
  private static boolean startsSomething(Message message) {
    return switch (message.type()) {
      case CALL, FORWARD, STEP_REQUEST -> true;
      case EXECUTE,
          OUTCOME,
          STEP_OUTCOME,
          EVIDENCE_REQUEST,
          EVIDENCE,
          COMPENSATION_REQUEST,
          COMPENSATION_OUTCOME,
          REFUSAL,
          STATUS ->
          false;
    };
  }

  private static Optional<MessageVerdict> reply(Message message, MessageFacts facts) {
    return message.inReplyTo().isEmpty() || facts.replyKnown()
        ? Optional.empty()
        : reject(
            AmdpError.REPLY_MISMATCH,
            "payload.inReplyTo",
            "digest of a request sent to " + message.from() + " in this transaction",
            message.inReplyTo().get());
  }

  private static Optional<MessageVerdict> place(Message message, MessageFacts facts) {
    if (facts.lane().isEmpty() || message.type() == MessageType.CALL) {
      return Optional.empty();
    }
    Lane lane = facts.lane().get();
    if (message.sequence() < lane.next()) {
      return reject(
          AmdpError.SEQUENCE_REUSED, "payload.sequence", "" + lane.next(), "" + message.sequence());
    }
    if (message.sequence() > lane.next()) {
      boolean waitedEnough = facts.blockTime() - message.issued() > GAP_SECONDS;
      Problem gap =
          new Problem(
              AmdpError.SEQUENCE_GAP,
              "payload.sequence",
              "" + lane.next(),
              "" + message.sequence());
      return waitedEnough ? Optional.empty() : Optional.of(new MessageVerdict.Defer(gap));
    }
    return message.previous().equals(lane.previous())
        ? Optional.empty()
        : reject(
            AmdpError.PREVIOUS_MISMATCH,
            "payload.previous",
            lane.previous().orElse("none"),
            message.previous().orElse("none"));
  }

  private static Optional<MessageVerdict> reject(
      AmdpError code, String where, String expected, String actual) {
    return Optional.of(new MessageVerdict.Reject(new Problem(code, where, expected, actual)));
  }
}
