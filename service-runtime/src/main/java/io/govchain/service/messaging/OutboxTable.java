package io.govchain.service.messaging;

import io.govchain.service.database.Sql;
import io.govchain.service.messaging.OutboxListener.SetAside;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The outbox on disk. */
final class OutboxTable {
  /** A row without its body. */
  record Row(Lanes.Key lane, Lanes.Entry entry) {}

  private OutboxTable() {}

  static Row insert(Handle handle, OutgoingMessage message, long enqueuedAt) {
    long sequence =
        Sql.first(
                handle,
                "INSERT INTO outbox"
                    + " (message_id, destination, transaction_id, expires, enqueued_at, body)"
                    + " VALUES (?, ?, ?, ?, ?, ?) RETURNING sequence",
                row -> row.getLong(1),
                message.id(),
                message.destination(),
                message.transaction(),
                message.expires(),
                enqueuedAt,
                message.body())
            .orElseThrow();
    Lanes.Key lane = new Lanes.Key(message.destination(), message.transaction());
    return new Row(lane, new Lanes.Entry(sequence, enqueuedAt, false));
  }

  /** What a former life of this process left; whether it was tried is not known. */
  static List<Row> all(Handle handle) {
    return handle
        .createQuery(
            "SELECT sequence, destination, transaction_id, enqueued_at FROM outbox"
                + " ORDER BY sequence")
        .map(
            (row, context) ->
                new Row(
                    new Lanes.Key(row.getString("destination"), row.getString("transaction_id")),
                    new Lanes.Entry(row.getLong("sequence"), row.getLong("enqueued_at"), true)))
        .list();
  }

  static OutgoingMessage read(Handle handle, long sequence) {
    return Sql.first(
            handle,
            "SELECT message_id, destination, transaction_id, expires, body FROM outbox"
                + " WHERE sequence = ?",
            row ->
                new OutgoingMessage(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getBytes(5)),
            sequence)
        .orElseThrow();
  }

  static boolean contains(Handle handle, String destination, String messageId) {
    return Sql.first(
            handle,
            "SELECT 1 FROM outbox WHERE destination = ? AND message_id = ?",
            row -> true,
            destination,
            messageId)
        .isPresent();
  }

  static void delete(Handle handle, long sequence) {
    Sql.update(handle, "DELETE FROM outbox WHERE sequence = ?", sequence);
  }

  static void setAside(Handle handle, long sequence, SetAside reason, long now) {
    handle.execute(
        "INSERT INTO outbox_set_aside (sequence, message_id, destination, transaction_id, expires,"
            + " set_aside_at, code, detail, body)"
            + " SELECT sequence, message_id, destination, transaction_id, expires, ?, ?, ?, body"
            + " FROM outbox WHERE sequence = ?",
        now,
        reason.code(),
        reason.detail(),
        sequence);
    delete(handle, sequence);
  }

  /** Deletes at most so many that were set aside before this governance block time. */
  static int forgetSetAside(Handle handle, long before, int limit) {
    return handle.execute(
        "DELETE FROM outbox_set_aside WHERE sequence IN"
            + " (SELECT sequence FROM outbox_set_aside WHERE set_aside_at < ? LIMIT ?)",
        before,
        limit);
  }
}
