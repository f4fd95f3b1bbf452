package io.govchain.crosschain.conversation;

import io.govchain.amdp.AmdpException;
import io.govchain.amdp.MessageFactory;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.journal.MessageWriter;
import io.govchain.service.messaging.OutgoingMessage;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, signs and enqueues the engine's messages within the write that decided on them, so that a
 * message exists exactly if what it tells of is on disk. Asks nobody: all it needs was prepared.
 */
public final class OutgoingMessages implements MessageWriter {
  private static final Logger LOG = LoggerFactory.getLogger(OutgoingMessages.class);

  private final SubchainMessages subchain;
  private final PeerMessages peers;
  private final Feedback feedback;

  /** Applies what an effect leads to at once, without any message; after the write. */
  @FunctionalInterface
  public interface Feedback {
    void accept(String transaction, Input input);
  }

  /** Puts a signed message on the outbox. */
  @FunctionalInterface
  public interface Enqueue {
    void enqueue(Handle handle, OutgoingMessage message);
  }

  public OutgoingMessages(
      Briefing briefing,
      MessageFactory factory,
      Sealing sealing,
      Enqueue outbox,
      Feedback feedback) {
    Post post = new Post(briefing, factory, outbox);
    this.subchain = new SubchainMessages(post, feedback);
    this.peers = new PeerMessages(post, sealing);
    this.feedback = feedback;
  }

  @Override
  public void write(
      Handle handle, String transaction, TransactionState after, Effect.MessageEffect effect) {
    try {
      write(new Situation(handle, transaction, after), effect);
    } catch (AmdpException unspeakable) {
      // Too large to be a message: nothing that is known may be lost for that.
      LOG.error("{} of {} cannot be said", effect.kind(), transaction, unspeakable);
      if (effect instanceof Effect.SendStepRequest request) {
        feedback.accept(
            transaction,
            new Input.PeerRefused(
                request.step(),
                request.to(),
                new Reason(unspeakable.code().wire(), unspeakable.getMessage())));
      }
    }
  }

  private void write(Situation situation, Effect.MessageEffect effect) {
    switch (effect) {
      case Effect.ExecuteStep execute -> subchain.execute(situation, execute.step());
      case Effect.CompensateStep compensate ->
          subchain.compensate(situation, compensate.step(), compensate.attempt());
      case Effect.NotifyApplication notification -> subchain.status(situation, notification.view());
      case Effect.SendStepRequest request ->
          peers.stepRequest(situation, request.step(), request.to());
      case Effect.SendStepOutcome outcome ->
          peers.stepOutcome(situation, outcome.step(), outcome.to());
      case Effect.SendEvidenceRequest request ->
          peers.evidenceRequest(situation, request.step(), request.to());
      case Effect.SendCompensationRequest nudge -> peers.compensationRequest(situation, nudge);
      case Effect.SendRefusal refusal -> peers.refusal(situation, refusal);
    }
  }
}
