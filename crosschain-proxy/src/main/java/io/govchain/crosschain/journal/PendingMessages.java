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
  private static final String ADD =
      "INSERT INTO pending_messages (transaction_id, effect) VALUES (?, ?) ON CONFLICT DO NOTHING";

  /** With another number: whoever makes the news before does not take these off with them. */
  private static final String ADD_NEWS =
      "INSERT OR REPLACE INTO pending_messages (transaction_id, effect) VALUES (?, ?)";

  /** Stands for the view of the state as it is when the message is made: the newest. */
  private static final String NEWS = "news";

  private final Database database;
  private final StateCodec codec;
  private final Transactions transactions;

  PendingMessages(Database database, StateCodec codec, Transactions transactions) {
    this.database = database;
    this.codec = codec;
    this.transactions = transactions;
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
    List<Row> rows =
        Sql.list(
            handle,
            "SELECT number, effect FROM pending_messages WHERE transaction_id = ? ORDER BY number",
            row -> new Row(row.getLong(1), row.getString(2)),
            transaction);
    return rows.stream().map(row -> message(handle, transaction, row)).toList();
  }

  private record Row(long number, String effect) {}

  private PendingMessage message(Handle handle, String transaction, Row row) {
    Effect.MessageEffect effect =
        row.effect().equals(NEWS)
            ? new Effect.NotifyApplication(
                transactions.load(handle, transaction).view().orElseThrow())
            : codec.decodeMessage(row.effect());
    return new PendingMessage(row.number(), effect);
  }

  /** The messages are on the outbox: within the write that puts them there. */
  public void made(Handle handle, List<PendingMessage> messages) {
    for (PendingMessage message : messages) {
      Sql.update(handle, "DELETE FROM pending_messages WHERE number = ?", message.number());
    }
  }

  /** The same message is not decided twice before it is made; of several news one is left. */
  void add(Handle handle, String transaction, Effect.MessageEffect effect) {
    boolean news = effect instanceof Effect.NotifyApplication;
    Sql.update(handle, news ? ADD_NEWS : ADD, transaction, news ? NEWS : codec.encode(effect));
  }
}
