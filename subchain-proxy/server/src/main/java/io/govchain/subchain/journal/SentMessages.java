package io.govchain.subchain.journal;

import io.govchain.amdp.Envelope;
import io.govchain.amdp.Message;
import io.govchain.amdp.MessageType;
import io.govchain.service.database.Sql;
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
    return Sql.first(
            handle,
            """
            SELECT sequence, digest FROM sent_messages
            WHERE transaction_id = ? AND receiver = ? ORDER BY sequence DESC LIMIT 1
            """,
            row -> new Place(row.getLong(1) + 1, Optional.of(row.getString(2))),
            transaction,
            receiver)
        .orElse(new Place(0, Optional.empty()));
  }

  /** Takes the message's place. */
  public static void insert(Handle handle, Envelope envelope) {
    Sql.update(
        handle,
        "INSERT INTO sent_messages (transaction_id, receiver, sequence, type, digest,"
            + " message_id) VALUES (?, ?, ?, ?, ?, ?)",
        envelope.claimed().transaction().orElseThrow(),
        envelope.claimed().to(),
        envelope.claimed().sequence(),
        envelope.claimed().type().wire(),
        envelope.digest(),
        envelope.claimed().id());
  }

  /** The type of the message that this one replies to, if its sender was sent it. */
  public static Optional<String> typeOf(Handle handle, Message reply) {
    return Sql.first(
        handle,
        "SELECT type FROM sent_messages"
            + " WHERE transaction_id = ? AND receiver = ? AND digest = ?",
        row -> row.getString(1),
        reply.transaction().orElse(""),
        reply.from(),
        reply.inReplyTo().orElse(""));
  }

  /** Whether a transaction's call was handed in no more than once. */
  public static boolean isOnlyForward(Handle handle, String transaction) {
    return Sql.first(
            handle,
            "SELECT COUNT(*) FROM sent_messages WHERE transaction_id = ? AND type = ?",
            row -> row.getLong(1),
            transaction,
            MessageType.FORWARD.wire())
        .filter(count -> count > 1)
        .isEmpty();
  }

  /** The type of a message that was sent under this id. */
  public static Optional<String> typeOfId(Handle handle, String transaction, String messageId) {
    return Sql.first(
        handle,
        "SELECT type FROM sent_messages WHERE transaction_id = ? AND message_id = ?",
        row -> row.getString(1),
        transaction,
        messageId);
  }

  /**
   * A place in a lane.
   *
   * @param sequence from 0
   * @param previous digest of the message before
   */
  public record Place(long sequence, Optional<String> previous) {}
}
