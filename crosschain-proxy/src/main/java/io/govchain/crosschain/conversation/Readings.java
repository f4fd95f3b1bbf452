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

  private static Reading unexpected(Message message) {
    throw new AmdpException(
        AmdpError.MESSAGE_TYPE_REFUSED,
        "payload.type",
        "a type for a cross-chain proxy",
        message.type().wire());
  }
}
