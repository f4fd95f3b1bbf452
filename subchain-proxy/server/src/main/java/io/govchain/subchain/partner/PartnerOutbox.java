package io.govchain.subchain.partner;

import io.govchain.amdp.Envelope;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.MessageFactory;
import io.govchain.amdp.crypto.Signer;
import io.govchain.service.messaging.Outbox;
import io.govchain.service.messaging.OutgoingMessage;
import io.govchain.subchain.journal.SentMessages;
import java.security.SecureRandom;
import org.jdbi.v3.core.Handle;

/**
 * Signs messages to the paired cross-chain proxy and puts them on the outbox, within the caller's
 * write: a message exists exactly if what it tells of is on disk.
 */
public final class PartnerOutbox {

  private final MessageFactory factory;
  private final Outbox outbox;

  /**
   * @param signer the account registered for this proxy
   * @param servicePath path of this proxy
   */
  public PartnerOutbox(Signer signer, String servicePath, Outbox outbox) {
    this.factory = new MessageFactory(signer, servicePath, new SecureRandom());
    this.outbox = outbox;
  }

  /**
   * Signs and enqueues.
   *
   * @param draft everything but the place in its lane; with a transaction
   */
  public Envelope send(Handle handle, MessageDraft draft, MessageData data) {
    String transaction = draft.transaction().orElseThrow();
    SentMessages.Place place = SentMessages.next(handle, transaction, draft.to());
    Envelope envelope = factory.sign(draft.place(place.sequence(), place.previous()), data);
    SentMessages.insert(handle, envelope);
    outbox.enqueue(
        handle,
        new OutgoingMessage(
            envelope.claimed().id(), draft.to(), transaction, draft.expires(), envelope.bytes()));
    return envelope;
  }
}
