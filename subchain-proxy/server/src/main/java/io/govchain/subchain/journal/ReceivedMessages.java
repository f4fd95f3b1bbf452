package io.govchain.subchain.journal;

import io.govchain.service.database.Sql;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Looks into the inbox that the service runtime keeps. */
public final class ReceivedMessages {

  private ReceivedMessages() {}

  /** Digest of the envelope that was taken from a sender under a message id. */
  public static Optional<String> digest(Handle handle, String sender, String messageId) {
    return Sql.first(
        handle,
        "SELECT digest FROM inbox WHERE sender = ? AND message_id = ?",
        row -> row.getString(1),
        sender,
        messageId);
  }
}
