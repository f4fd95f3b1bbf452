package io.govchain.crosschain.conversation;

import io.govchain.amdp.AmdpException;
import io.govchain.amdp.MessageFactory;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.journal.EvidenceStore;
import io.govchain.crosschain.journal.PendingMessage;
import io.govchain.service.messaging.OutgoingMessage;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes and signs the messages that the engine decided on and that are on disk as such, and puts
 * them on the outbox. Asks nobody: all it needs was prepared.
 */
public final class OutgoingMessages {
  private static final Logger LOG = LoggerFactory.getLogger(OutgoingMessages.class);

  private final SubchainMessages subchain;
  private final PeerMessages peers;
  private final Feedback feedback;
  private final Enqueue outbox;
  private final RecentCalls calls;
  private final EvidenceStore evidence;

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
      RecentCalls calls,
      EvidenceStore evidence,
      Enqueue outbox,
      Feedback feedback) {
    Post post = new Post(briefing, factory);
    this.calls = calls;
    this.evidence = evidence;
    this.outbox = outbox;
    this.subchain = new SubchainMessages(post, feedback);
    this.peers = new PeerMessages(post, sealing);
    this.feedback = feedback;
  }

  /** Makes messages of one transaction, within a read; nothing is kept yet. */
  List<Letters.Letter> make(
      Handle handle, String transaction, TransactionState state, List<PendingMessage> pending) {
    Situation situation = new Situation(handle, transaction, state, calls, evidence);
    pending.forEach(message -> make(situation, message.effect()));
    return situation.letters().all();
  }

  /** Takes the messages' places in their lanes and puts them on the outbox, within a write. */
  void keep(Handle handle, List<Letters.Letter> letters) {
    for (Letters.Letter letter : letters) {
      Conversations.keepSent(handle, letter.envelope(), letter.attempt());
      outbox.enqueue(handle, letter.message());
    }
  }

  private void make(Situation situation, Effect.MessageEffect effect) {
    try {
      write(situation, effect);
    } catch (AmdpException unspeakable) {
      // Too large to be a message: nothing that is known may be lost for that.
      LOG.error("{} of {} cannot be said", effect.kind(), situation.transaction(), unspeakable);
      if (effect instanceof Effect.SendStepRequest request) {
        feedback.accept(
            situation.transaction(),
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
      case Effect.SendEvidenceRequest request -> {
        if (request.to().equals(situation.plan().self())) {
          subchain.callRequest(situation, request.step());
        } else {
          peers.evidenceRequest(situation, request.step(), request.to());
        }
      }
      case Effect.SendCompensationRequest nudge -> peers.compensationRequest(situation, nudge);
      case Effect.SendRefusal refusal -> peers.refusal(situation, refusal);
    }
  }
}
