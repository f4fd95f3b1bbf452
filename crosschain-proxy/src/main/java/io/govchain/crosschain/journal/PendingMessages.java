package io.govchain.crosschain.journal;

import io.govchain.crosschain.engine.Effect;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Messages that were decided and not made yet. The decision is on disk together with the state that
 * it belongs to; making and signing the message takes a hundred times as long as that write and is
 * done outside of it, so that many are made at once and none holds up another transaction's write.
 */
public final class PendingMessages {
  private final Database database;
  private final StateCodec codec;

  PendingMessages(Database database, StateCodec codec) {
    this.database = database;
    this.codec = codec;
  }

  /** Transactions with messages to be made: after a restart. */
  public List<String> transactions() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT DISTINCT transaction_id FROM pending_messages")
                .mapTo(String.class)
                .list());
  }

  /** A transaction's messages to be made, in the order in which they were decided. */
  public List<PendingMessage> of(Handle handle, String transaction) {
    return Sql.list(
        handle,
        "SELECT number, effect FROM pending_messages WHERE transaction_id = ? ORDER BY number",
        row -> new PendingMessage(row.getLong(1), codec.decodeMessage(row.getString(2))),
        transaction);
  }

  /** The messages are on the outbox: within the write that puts them there. */
  public void made(Handle handle, List<PendingMessage> messages) {
    for (PendingMessage message : messages) {
      Sql.update(handle, "DELETE FROM pending_messages WHERE number = ?", message.number());
    }
  }

  /** The same message is not decided twice before it is made. */
  void add(Handle handle, String transaction, Effect.MessageEffect effect) {
    Sql.update(
        handle,
        "INSERT INTO pending_messages (transaction_id, effect) VALUES (?, ?)"
            + " ON CONFLICT DO NOTHING",
        transaction,
        codec.encode(effect));
  }
}
