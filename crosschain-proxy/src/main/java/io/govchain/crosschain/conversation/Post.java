package io.govchain.crosschain.conversation;

import io.govchain.amdp.Envelope;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.MessageFactory;
import io.govchain.service.messaging.OutgoingMessage;
import org.jdbi.v3.core.Handle;

/** Signs messages, gives each its place in its lane, and puts them on the outbox. */
final class Post {
  /** Truth that comes late still counts, so answers are delivered for this long. */
  private static final long ANSWER_SECONDS = 30L * 24 * 3600;

  private final Briefing briefing;
  private final MessageFactory factory;
  private final OutgoingMessages.Enqueue outbox;

  Post(Briefing briefing, MessageFactory factory, OutgoingMessages.Enqueue outbox) {
    this.briefing = briefing;
    this.factory = factory;
    this.outbox = outbox;
  }

  Briefing briefing() {
    return briefing;
  }

  MessageDraft draft(Situation situation, String to, String pipeline) {
    long now = briefing.blockTime();
    return MessageDraft.to(to)
        .transaction(situation.transaction())
        .pipeline(pipeline, briefing.pipeline(situation.plan(), pipeline).constraintHash())
        .valid(now, now + ANSWER_SECONDS);
  }

  void send(Handle handle, MessageDraft draft, MessageData data) {
    send(handle, draft, data, 0);
  }

  /**
   * @param attempt of a compensation; 0 elsewhere
   */
  void send(Handle handle, MessageDraft draft, MessageData data, int attempt) {
    String transaction = draft.transaction().orElseThrow();
    Conversations.Place place = Conversations.next(handle, transaction, draft.to());
    Envelope envelope = factory.sign(draft.place(place.sequence(), place.previous()), data);
    Conversations.keepSent(handle, envelope, attempt);
    outbox.enqueue(
        handle,
        new OutgoingMessage(
            envelope.claimed().id(), draft.to(), transaction, draft.expires(), envelope.bytes()));
  }
}
