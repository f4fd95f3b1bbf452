package io.govchain.service.messaging;

import io.govchain.service.database.Sql;
import org.jdbi.v3.core.Handle;

/** Remembers which messages were taken, so that each is applied once. Used within a write. */
public final class Inbox {
  /** Whether a message was seen before. */
  public enum Arrival {
    NEW,
    /** The same bytes were taken before. */
    DUPLICATE,
    /** Other bytes were taken under this sender and id. */
    CONFLICT
  }

  private Inbox() {}

  /** Remembers the message unless it, or another under its id, was taken before. */
  public static Arrival record(
      Handle handle, String sender, String messageId, String digest, long expires) {
    int inserted =
        Sql.update(
            handle,
            "INSERT INTO inbox (sender, message_id, digest, expires) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING",
            sender,
            messageId,
            digest,
            expires);
    if (inserted == 1) {
      return Arrival.NEW;
    }
    String known =
        handle
            .select(
                "SELECT digest FROM inbox WHERE sender = ? AND message_id = ?", sender, messageId)
            .mapTo(String.class)
            .one();
    return known.equals(digest) ? Arrival.DUPLICATE : Arrival.CONFLICT;
  }

  /**
   * Forgets at most so many messages that expired before the given block time; they would be
   * refused as expired. Leave a margin for how far two parties' views of the chain may differ.
   */
  static int forget(Handle handle, long expiredBefore, int limit) {
    return handle.execute(
        "DELETE FROM inbox WHERE (sender, message_id) IN"
            + " (SELECT sender, message_id FROM inbox WHERE expires < ? LIMIT ?)",
        expiredBefore,
        limit);
  }
}
