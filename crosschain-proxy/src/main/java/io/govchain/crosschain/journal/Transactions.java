package io.govchain.crosschain.journal;

import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.service.database.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The states of all transactions, as last stored. */
public final class Transactions {
  private final Database database;
  private final StateCodec codec;

  Transactions(Database database, StateCodec codec) {
    this.database = database;
    this.codec = codec;
  }

  /** The state of a transaction; empty if it was never seen. */
  public Optional<TransactionState> find(String transaction) {
    return database.read(handle -> find(handle, transaction));
  }

  /** Whether this journal has the transaction, readable or not. */
  public boolean isKnown(String transaction) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT 1 FROM transactions WHERE id = ?")
                .bind(0, transaction)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /** The same within a read or write of the caller's. */
  public Optional<TransactionState> find(Handle handle, String transaction) {
    return handle
        .createQuery("SELECT state FROM transactions WHERE id = ?")
        .bind(0, transaction)
        .mapTo(String.class)
        .findOne()
        .map(codec::decode);
  }

  /**
   * Transactions, newest first.
   *
   * @param status only those in this status; empty for all
   * @param before only those with a smaller number; empty for the first page
   */
  public List<StoredTransaction> list(
      Optional<ApplicationStatus> status, OptionalLong before, int limit) {
    String sql =
        "SELECT number, id, state FROM transactions WHERE number < :before"
            + (status.isPresent() ? " AND status = :status" : "")
            + " ORDER BY number DESC LIMIT :limit";
    return database.read(
        handle -> {
          Query query =
              handle
                  .createQuery(sql)
                  .bind("before", before.orElse(Long.MAX_VALUE))
                  .bind("limit", limit);
          status.ifPresent(wanted -> query.bind("status", wanted.word()));
          return query
              .map(
                  (row, context) ->
                      new StoredTransaction(
                          row.getLong("number"),
                          row.getString("id"),
                          codec.decode(row.getString("state"))))
              .list();
        });
  }

  /** How many transactions are in each status that occurs. */
  public Map<String, Long> countByStatus() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT status, COUNT(*) AS n FROM transactions GROUP BY status")
                .reduceRows(
                    new LinkedHashMap<>(),
                    (counts, row) -> {
                      counts.put(
                          row.getColumn("status", String.class), row.getColumn("n", Long.class));
                      return counts;
                    }));
  }

  /** Transactions that wait for this block time or an earlier one, the longest waiting first. */
  public List<String> due(long blockTime, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT id FROM transactions WHERE wake_at <= ? ORDER BY wake_at LIMIT ?")
                .bind(0, blockTime)
                .bind(1, limit)
                .mapTo(String.class)
                .list());
  }

  /**
   * Transactions that have not ended, oldest first: those to be told that the process restarted.
   */
  public List<String> unfinished() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT id FROM transactions WHERE finished = 0 ORDER BY number")
                .mapTo(String.class)
                .list());
  }

  TransactionState load(Handle handle, String transaction) {
    return find(handle, transaction).orElseGet(Engine::initial);
  }

  void store(Handle handle, String transaction, TransactionState state, OptionalLong wakeAt) {
    boolean initiatedHere = state.known().map(known -> known.plan().initiatedHere()).orElse(false);
    handle
        .createUpdate(
            "INSERT INTO transactions (id, status, initiated_here, finished, wake_at, state)"
                + " VALUES (:id, :status, :initiatedHere, :finished, :wakeAt, :state)"
                + " ON CONFLICT (id) DO UPDATE SET status = excluded.status,"
                + " initiated_here = excluded.initiated_here, finished = excluded.finished,"
                + " wake_at = excluded.wake_at, state = excluded.state")
        .bind("id", transaction)
        .bind("status", state.status().word())
        .bind("initiatedHere", initiatedHere)
        .bind("finished", state.isFinal() || state.status() == ApplicationStatus.Rejected)
        .bind("wakeAt", wakeAt.isPresent() ? wakeAt.getAsLong() : null)
        .bind("state", codec.encode(state))
        .execute();
  }
}
