package io.govchain.subchain.journal;

import io.govchain.amdp.Envelope;
import io.govchain.amdp.Message;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The lanes of this proxy's own messages. Each message names the digest of the one before, so its
 * place is taken in the same write that keeps the message.
 */
public final class SentMessages {

  private SentMessages() {}

  /** The place of the next message to a receiver in a transaction. */
  public static Place next(Handle handle, String transaction, String receiver) {
    return handle
        .createQuery(
            """
            SELECT sequence, digest FROM sent_messages
            WHERE transaction_id = ? AND receiver = ? ORDER BY sequence DESC LIMIT 1
            """)
        .bind(0, transaction)
        .bind(1, receiver)
        .map((row, context) -> new Place(row.getLong(1) + 1, Optional.of(row.getString(2))))
        .findOne()
        .orElse(new Place(0, Optional.empty()));
  }

  /** Takes the message's place. */
  public static void insert(Handle handle, Envelope envelope) {
    handle
        .createUpdate(
            "INSERT INTO sent_messages (transaction_id, receiver, sequence, type, digest,"
                + " message_id) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(0, envelope.claimed().transaction().orElseThrow())
        .bind(1, envelope.claimed().to())
        .bind(2, envelope.claimed().sequence())
        .bind(3, envelope.claimed().type().wire())
        .bind(4, envelope.digest())
        .bind(5, envelope.claimed().id())
        .execute();
  }

  /** The type of the message that this one replies to, if its sender was sent it. */
  public static Optional<String> typeOf(Handle handle, Message reply) {
    return handle
        .createQuery(
            "SELECT type FROM sent_messages"
                + " WHERE transaction_id = ? AND receiver = ? AND digest = ?")
        .bind(0, reply.transaction().orElse(""))
        .bind(1, reply.from())
        .bind(2, reply.inReplyTo().orElse(""))
        .mapTo(String.class)
        .findOne();
  }

  /** The type of a message that was sent under this id. */
  public static Optional<String> typeOfId(Handle handle, String transaction, String messageId) {
    return handle
        .createQuery("SELECT type FROM sent_messages WHERE transaction_id = ? AND message_id = ?")
        .bind(0, transaction)
        .bind(1, messageId)
        .mapTo(String.class)
        .findOne();
  }

  /**
   * A place in a lane.
   *
   * @param sequence from 0
   * @param previous digest of the message before
   */
  public record Place(long sequence, Optional<String> previous) {}
}
