package io.govchain.subchain.journal;

import io.govchain.service.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of executions: at most one per transaction, step and action. */
public final class Executions {

  private Executions() {}

  /** Keeps a new execution. */
  public static void insert(Handle handle, StoredExecution execution) {
    Sql.update(
        handle,
        """
            INSERT INTO executions
              (transaction_id, step, action, attempt, content, request_digest, request)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
        execution.key().transaction(),
        execution.key().step(),
        execution.key().action().wire(),
        execution.attempt(),
        execution.content(),
        execution.requestDigest(),
        execution.request());
  }

  /** The execution of this name. */
  public static Optional<StoredExecution> find(Handle handle, ExecutionKey key) {
    return Sql.first(
        handle,
        "SELECT * FROM executions WHERE transaction_id = ? AND step = ? AND action = ?",
        row -> read(row),
        key.transaction(),
        key.step(),
        key.action().wire());
  }

  /** What a transaction's executions were answered with. */
  public static List<String> outcomes(Handle handle, String transaction) {
    return Sql.list(
        handle,
        "SELECT outcome FROM executions WHERE transaction_id = ? AND outcome IS NOT NULL",
        row -> row.getString(1),
        transaction);
  }

  /** Whether there is such an execution without an outcome; reads none of its long texts. */
  public static boolean isUnfinished(Handle handle, ExecutionKey key) {
    return Sql.first(
            handle,
            "SELECT 1 FROM executions"
                + " WHERE transaction_id = ? AND step = ? AND action = ? AND outcome IS NULL",
            row -> true,
            key.transaction(),
            key.step(),
            key.action().wire())
        .isPresent();
  }

  /** Replaces an execution by its next attempt, or by the same with another request to answer. */
  public static void replace(Handle handle, StoredExecution execution) {
    Sql.update(
        handle,
        """
            UPDATE executions SET attempt = ?, request_digest = ?, request = ?, outcome = ?
            WHERE transaction_id = ? AND step = ? AND action = ?
            """,
        execution.attempt(),
        execution.requestDigest(),
        execution.request(),
        execution.outcome().orElse(null),
        execution.key().transaction(),
        execution.key().step(),
        execution.key().action().wire());
  }

  /** Keeps the answer of the running attempt. The first one stands. */
  public static void finish(Handle handle, ExecutionKey key, String outcome) {
    int rows =
        Sql.update(
            handle,
            "UPDATE executions SET outcome = ?"
                + " WHERE transaction_id = ? AND step = ? AND action = ? AND outcome IS NULL",
            outcome,
            key.transaction(),
            key.step(),
            key.action().wire());
    if (rows != 1) {
      throw new IllegalStateException(
          "execution " + key + ": expected one without an outcome, found " + rows);
    }
  }

  /** Executions without an outcome: what a restart takes up again. */
  public static List<StoredExecution> unfinished(Handle handle) {
    return Sql.list(handle, "SELECT * FROM executions WHERE outcome IS NULL", row -> read(row));
  }

  /**
   * Executions without an outcome for which a write is signed, of the transactions behind this one
   * in the order of their ids.
   *
   * @param most so many transactions
   */
  public static List<Outstanding> outstanding(Handle handle, String transaction, int most) {
    return Sql.list(
        handle,
        """
        SELECT e.transaction_id, e.step, e.action, p.reference, p.hash FROM executions e
        JOIN prepared_writes p ON p.reference = %s
        WHERE e.outcome IS NULL AND e.transaction_id IN (
          SELECT DISTINCT transaction_id FROM executions u
          WHERE u.outcome IS NULL AND u.transaction_id > ?
            AND EXISTS (SELECT 1 FROM prepared_writes w WHERE w.reference = %s)
          ORDER BY transaction_id LIMIT ?)
        ORDER BY e.transaction_id, e.step, e.action
        """
            .formatted(reference("e"), reference("u")),
        row ->
            new Outstanding(
                ExecutionKey.of(
                    row.getString("transaction_id"), row.getInt("step"), row.getString("action")),
                row.getString("reference"),
                row.getString("hash")),
        transaction,
        most);
  }

  /** {@link StoredExecution#reference()} of a row, as the database says it. */
  private static String reference(String row) {
    return "%1$s.transaction_id || '/' || %1$s.step || '/' || %1$s.action || CASE WHEN %1$s.attempt > 1 THEN '/' || %1$s.attempt ELSE '' END"
        .formatted(row);
  }

  /** The write of this hash, if it was signed here for the execution as it stands now. */
  public static Optional<Outstanding> prepared(Handle handle, ExecutionKey key, String hash) {
    return find(handle, key)
        .map(StoredExecution::reference)
        .filter(own -> PreparedWriteTable.hash(handle, own).equals(Optional.of(hash)))
        .map(own -> new Outstanding(key, own, hash));
  }

  /**
   * An execution that waits for its signed write.
   *
   * @param reference the adapter's name for the write
   * @param hash the chain's name for it
   */
  public record Outstanding(ExecutionKey key, String reference, String hash) {}

  /** Executions with an outcome behind this place, in the order in which they came. */
  public static List<Placed> finishedAfter(Handle handle, long place, int limit) {
    return Sql.list(
        handle,
        "SELECT rowid, * FROM executions WHERE rowid > ? AND outcome IS NOT NULL"
            + " ORDER BY rowid LIMIT ?",
        row -> new Placed(row.getLong("rowid"), read(row)),
        place,
        limit);
  }

  /** The executions that came last, of those that have an outcome. */
  public static List<Placed> newestFinished(Handle handle, int limit) {
    return Sql.list(
        handle,
        "SELECT rowid, * FROM executions WHERE outcome IS NOT NULL ORDER BY rowid DESC LIMIT ?",
        row -> new Placed(row.getLong("rowid"), read(row)),
        limit);
  }

  /**
   * An execution and its place among all.
   *
   * @param place grows with each that comes
   */
  public record Placed(long place, StoredExecution execution) {}

  private static StoredExecution read(ResultSet row) throws SQLException {
    ExecutionKey key =
        ExecutionKey.of(
            row.getString("transaction_id"), row.getInt("step"), row.getString("action"));
    return new StoredExecution(
        key,
        row.getInt("attempt"),
        row.getString("content"),
        row.getString("request_digest"),
        row.getString("request"),
        Optional.ofNullable(row.getString("outcome")));
  }
}
