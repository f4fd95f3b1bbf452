package io.govchain.crosschain.conversation;

import io.govchain.amdp.Envelope;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.MessageFactory;
import io.govchain.crosschain.engine.Progress;
import io.govchain.service.messaging.OutgoingMessage;

/** Signs messages, and gives each its place in its lane. */
final class Post {
  /** Truth that comes late still counts, so answers are delivered for this long. */
  private static final long ANSWER_SECONDS = 30L * 24 * 3600;

  private final Briefing briefing;
  private final MessageFactory factory;

  Post(Briefing briefing, MessageFactory factory) {
    this.briefing = briefing;
    this.factory = factory;
  }

  Briefing briefing() {
    return briefing;
  }

  MessageDraft draft(Situation situation, String to, String pipeline) {
    long now = briefing.blockTime();
    return MessageDraft.to(to)
        .transaction(situation.transaction())
        .pipeline(
            pipeline,
            briefing
                .pipeline(situation.state().known().map(Progress::plan), pipeline)
                .constraintHash())
        .valid(now, now + ANSWER_SECONDS);
  }

  void send(Situation situation, MessageDraft draft, MessageData data) {
    send(situation, draft, data, 0);
  }

  /**
   * @param attempt of a compensation; 0 elsewhere
   */
  void send(Situation situation, MessageDraft draft, MessageData data, int attempt) {
    String transaction = situation.transaction();
    Conversations.Place place =
        situation
            .letters()
            .next(draft.to())
            .orElseGet(() -> Conversations.next(situation.handle(), transaction, draft.to()));
    Envelope envelope = factory.sign(draft.place(place.sequence(), place.previous()), data);
    OutgoingMessage message =
        new OutgoingMessage(
            envelope.claimed().id(), draft.to(), transaction, draft.expires(), envelope.bytes());
    situation.letters().add(new Letters.Letter(envelope, message, attempt));
  }
}
