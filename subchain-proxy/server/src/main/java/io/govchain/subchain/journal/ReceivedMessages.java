package io.govchain.subchain.journal;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Looks into the inbox that the service runtime keeps. */
public final class ReceivedMessages {

  private ReceivedMessages() {}

  /** Digest of the envelope that was taken from a sender under a message id. */
  public static Optional<String> digest(Handle handle, String sender, String messageId) {
    return handle
        .createQuery("SELECT digest FROM inbox WHERE sender = ? AND message_id = ?")
        .bind(0, sender)
        .bind(1, messageId)
        .mapTo(String.class)
        .findOne();
  }
}
