package io.govchain.crosschain.conversation;

import io.govchain.amdp.AmdpError;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageData;

/** Turns genuine messages into what they mean for the engine and what must be kept with it. */
public final class Readings {
  private final SubchainReadings subchain;
  private final PeerReadings peers;

  public Readings(SubchainReadings subchain, PeerReadings peers) {
    this.subchain = subchain;
    this.peers = peers;
  }

  /** What a message means whose envelope was checked. */
  Reading read(Envelope envelope, Message message) {
    try {
      return switch (message.data()) {
        case MessageData.Forward forward -> subchain.forward(message, forward);
        case MessageData.Outcome outcome -> subchain.outcome(message, outcome);
        case MessageData.StepRequest request -> peers.stepRequest(envelope, message, request);
        case MessageData.StepOutcome outcome -> peers.stepOutcome(message, outcome);
        case MessageData.EvidenceRequest request -> peers.evidenceRequest(envelope, message);
        case MessageData.CompensationRequest nudge -> peers.compensationRequest(envelope, message);
        case MessageData.Refusal refusal -> peers.refusal(message, refusal);
        case MessageData.Call call -> unexpected(message);
        case MessageData.Execute execute -> unexpected(message);
        case MessageData.EvidenceReply reply -> unexpected(message);
        case MessageData.CompensationOutcome outcome -> unexpected(message);
        case MessageData.Status status -> unexpected(message);
      };
    } catch (AmdpException wrong) {
      return new Reading.Refused(wrong.problem());
    }
  }

  /**
   * Whether a message of a kind that starts something starts nothing here: what it hands in is
   * under way or over, and was lost with a journal. It is needed to find out and to undo what was
   * done, whatever became of its pipeline since.
   */
  boolean startsNothing(Message message) {
    String transaction = message.transaction().orElse("");
    return switch (message.data()) {
      case MessageData.Forward forward -> subchain.isTakenBefore(transaction);
      case MessageData.StepRequest request ->
          message.step().isPresent() && peers.isResumed(transaction, message.step().getAsInt());
      case MessageData.Call call -> false;
      case MessageData.Execute execute -> false;
      case MessageData.Outcome outcome -> false;
      case MessageData.StepOutcome outcome -> false;
      case MessageData.EvidenceRequest request -> false;
      case MessageData.EvidenceReply reply -> false;
      case MessageData.CompensationRequest nudge -> false;
      case MessageData.CompensationOutcome outcome -> false;
      case MessageData.Refusal refusal -> false;
      case MessageData.Status status -> false;
    };
  }

  private static Reading unexpected(Message message) {
    throw new AmdpException(
        AmdpError.MESSAGE_TYPE_REFUSED,
        "payload.type",
        "a type for a cross-chain proxy",
        message.type().wire());
  }
}
