package io.govchain.crosschain.journal;

import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The states of all transactions, as last stored. */
public final class Transactions {
  /** As many as may well be under way at once; with their texts they take some 20 MB. */
  private static final int RECENT = 2000;

  private static final String STORE_TEXT =
      "UPDATE transactions SET state = ?1 WHERE id = ?6 AND status = ?2 AND initiated_here = ?3"
          + " AND finished = ?4 AND wake_at IS ?5";

  private static final String STORE =
      "UPDATE transactions SET state = ?1, status = ?2, initiated_here = ?3, finished = ?4,"
          + " wake_at = ?5 WHERE id = ?6";

  private static final String STORE_FIRST =
      "INSERT INTO transactions (state, status, initiated_here, finished, wake_at, id)"
          + " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

  private final Database database;
  private final StateCodec codec;
  private final RecentStates recent = new RecentStates(RECENT);

  Transactions(Database database, StateCodec codec) {
    this.database = database;
    this.codec = codec;
  }

  /** The state of a transaction; empty if it was never seen. */
  public Optional<TransactionState> find(String transaction) {
    return database.read(handle -> find(handle, transaction));
  }

  /** Those of the transactions that this journal has, readable or not. */
  public Set<String> known(Set<String> transactions) {
    return transactions.isEmpty()
        ? Set.of()
        : database.read(
            handle ->
                transactions.stream()
                    .filter(transaction -> isKnown(handle, transaction))
                    .collect(Collectors.toUnmodifiableSet()));
  }

  private static boolean isKnown(Handle handle, String transaction) {
    return Sql.first(handle, "SELECT 1 FROM transactions WHERE id = ?", row -> true, transaction)
        .isPresent();
  }

  /** {@link #find(String)} within a read or write of the caller's. */
  public Optional<TransactionState> find(Handle handle, String transaction) {
    return Sql.first(
            handle,
            "SELECT state FROM transactions WHERE id = ?",
            row -> row.getString(1),
            transaction)
        .map(this::decoded);
  }

  private TransactionState decoded(String text) {
    Optional<TransactionState> known = recent.of(text);
    if (known.isEmpty()) {
      known = Optional.of(codec.decode(text));
      recent.keep(text, known.get());
    }
    return known.get();
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

  /** The next transactions that have not ended, oldest first. */
  public List<Look> looks(long after, int limit) {
    return database.read(
        handle ->
            Sql.list(
                handle,
                "SELECT number, id, state FROM transactions"
                    + " WHERE finished = 0 AND number > ? ORDER BY number LIMIT ?",
                Look::of,
                after,
                limit));
  }

  /** How a transaction looks now; empty once it has ended. */
  public Optional<Look> look(String transaction) {
    return database.read(
        handle ->
            Sql.first(
                handle,
                "SELECT number, id, state FROM transactions WHERE finished = 0 AND id = ?",
                Look::of,
                transaction));
  }

  /**
   * Whether a transaction has changed, without reading what its state means.
   *
   * @param number place in the journal
   * @param fingerprint differs, but for rare chance, where the state does
   */
  public record Look(long number, String id, long fingerprint) {
    static Look of(ResultSet row) throws SQLException {
      String text = row.getString(3);
      long fingerprint = ((long) text.length() << 32) ^ (text.hashCode() & 0xffffffffL);
      return new Look(row.getLong(1), row.getString(2), fingerprint);
    }
  }

  /** No block wakes the transaction any more: a defect must not take the turn of others (I10). */
  void setAside(Handle handle, String transaction) {
    Sql.update(handle, "UPDATE transactions SET wake_at = NULL WHERE id = ?", transaction);
  }

  /**
   * Transactions that have not ended, oldest first: those to be told that the process restarted.
   */
  public List<String> unfinished() {
    return database.read(this::unfinished);
  }

  List<String> unfinished(Handle handle) {
    return handle
        .createQuery("SELECT id FROM transactions WHERE finished = 0 ORDER BY number")
        .mapTo(String.class)
        .list();
  }

  TransactionState load(Handle handle, String transaction) {
    return find(handle, transaction).orElseGet(Engine::initial);
  }

  /**
   * Most steps change nothing that an index holds: then none is touched. Whether it is so is asked
   * of the row itself, since {@link #setAside} may have changed it.
   */
  void store(Handle handle, String transaction, TransactionState state, OptionalLong wakeAt) {
    String text = codec.encode(state);
    recent.keep(text, state);
    boolean initiatedHere = state.known().map(known -> known.plan().initiatedHere()).orElse(false);
    Object[] row = {
      text,
      state.status().word(),
      initiatedHere,
      state.isFinal() || state.status() == ApplicationStatus.Rejected,
      wakeAt.isPresent() ? wakeAt.getAsLong() : null,
      transaction
    };
    int changed = Sql.update(handle, STORE_TEXT, row);
    if (changed == 0) {
      changed = Sql.update(handle, STORE, row);
    }
    if (changed == 0) {
      Sql.update(handle, STORE_FIRST, row);
    }
  }
}
