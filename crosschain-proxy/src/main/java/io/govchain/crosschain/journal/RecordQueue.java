package io.govchain.crosschain.journal;

import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Plan;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/**
 * Entries waiting for the record: those of a transaction in the order in which they were decided,
 * transactions by {@link RecordTurns}. An entry waits at most once at a time, with the digest that
 * was named last, and not beside the very same one in a batch; one that is asked for again after it
 * landed is refused by the record.
 */
public final class RecordQueue {
  /** By the index, and not by going through what waits: hence the plus. */
  static final String UNDER_WAY = "SELECT * FROM record_queue WHERE batch > '' ORDER BY +number";

  static final String OF_BATCH = "SELECT * FROM record_queue WHERE batch = ? ORDER BY number";

  private final Database database;
  private final RecordTurns turns = new RecordTurns();

  RecordQueue(Database database) {
    this.database = database;
  }

  /**
   * Closes a batch of what waits now, by turns; empty if nothing waits that may go now. Nothing
   * overtakes what is under way about the same step: that batch may yet be refused and go again.
   * The entries belong to the batch until {@link #finish}.
   *
   * @param reference not used for a batch before
   */
  public CompletableFuture<Optional<RecordBatch>> close(String reference, int limit) {
    return database.write(
        handle -> {
          turns.fill(handle, reference, limit);
          List<QueuedEntry> entries = entries(handle, reference);
          return entries.isEmpty()
              ? Optional.empty()
              : Optional.of(new RecordBatch(reference, entries));
        });
  }

  /** Batches that were closed and not finished, oldest first: to be sent again after a restart. */
  public List<RecordBatch> unfinished() {
    return database.read(
        handle -> {
          Map<String, List<QueuedEntry>> batches =
              handle
                  .createQuery(UNDER_WAY)
                  .reduceRows(
                      new LinkedHashMap<>(),
                      (found, row) -> {
                        found
                            .computeIfAbsent(
                                row.getColumn("batch", String.class), key -> new ArrayList<>())
                            .add(entry(row));
                        return found;
                      });
          return batches.entrySet().stream()
              .map(batch -> new RecordBatch(batch.getKey(), batch.getValue()))
              .toList();
        });
  }

  /** The batch is on the chain: its entries were taken or rejected, each by an event. */
  public CompletableFuture<Integer> finish(String reference) {
    return database.write(
        handle -> handle.execute("DELETE FROM record_queue WHERE batch = ?", reference));
  }

  /**
   * The batch as a whole had no effect: its entries wait for another one, but for those that were
   * decided otherwise meanwhile. An entry that was alone goes behind all others, which it must not
   * hold up (I10), until more is said of its transaction.
   */
  public CompletableFuture<Integer> reopen(RecordBatch batch) {
    return database.write(
        handle -> {
          if (batch.entries().size() == 1) {
            handle.execute(
                "UPDATE record_queue SET number = (SELECT MAX(number) + 1 FROM record_queue),"
                    + " standing = ? WHERE batch = ?",
                RecordTurns.Standing.Refused.ordinal(),
                batch.reference());
          }
          handle.execute(
              "DELETE FROM record_queue AS sent WHERE batch = ? AND EXISTS (SELECT 1 FROM"
                  + " record_queue AS newer WHERE newer.transaction_id = sent.transaction_id"
                  + " AND newer.step = sent.step AND newer.entry = sent.entry"
                  + " AND newer.batch IS NULL)",
              batch.reference());
          return handle.execute(
              "UPDATE record_queue SET batch = NULL WHERE batch = ?", batch.reference());
        });
  }

  /** How many entries wait or are under way. */
  public long size() {
    return database.read(
        handle -> handle.createQuery("SELECT COUNT(*) FROM record_queue").mapTo(Long.class).one());
  }

  /** Those of the same transaction that wait have the same turn then: none overtakes another. */
  void add(Handle handle, String transaction, Plan plan, Effect.LedgerEffect effect) {
    RecordTurns.Turn turn = RecordTurns.of(handle, transaction, plan);
    Sql.update(
        handle,
        "UPDATE record_queue SET standing = ?1, initiator = ?2 WHERE transaction_id = ?3"
            + " AND (standing <> ?1 OR initiator <> ?2)",
        turn.standing().ordinal(),
        turn.initiator(),
        transaction);
    Sql.update(
        handle,
        "DELETE FROM record_queue WHERE transaction_id = ? AND step = ? AND entry = ?"
            + " AND digest <> ? AND batch IS NULL",
        transaction,
        effect.step(),
        effect.entry().name(),
        effect.digest());
    Sql.update(
        handle,
        "INSERT INTO record_queue (transaction_id, step, entry, digest, standing, initiator)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        transaction,
        effect.step(),
        effect.entry().name(),
        effect.digest(),
        turn.standing().ordinal(),
        turn.initiator());
  }

  /** The transaction has ended: what is not under way yet would only be rejected. */
  void dropWaiting(Handle handle, String transaction) {
    Sql.update(
        handle, "DELETE FROM record_queue WHERE transaction_id = ? AND batch IS NULL", transaction);
  }

  private static List<QueuedEntry> entries(Handle handle, String reference) {
    return handle
        .createQuery(OF_BATCH)
        .bind(0, reference)
        .reduceRows(
            new ArrayList<>(),
            (found, row) -> {
              found.add(entry(row));
              return found;
            });
  }

  private static QueuedEntry entry(RowView row) {
    return new QueuedEntry(
        row.getColumn("number", Long.class),
        row.getColumn("transaction_id", String.class),
        row.getColumn("step", Integer.class),
        Entry.valueOf(row.getColumn("entry", String.class)),
        row.getColumn("digest", String.class));
  }
}
