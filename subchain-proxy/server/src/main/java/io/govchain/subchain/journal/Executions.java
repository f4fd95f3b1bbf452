package io.govchain.subchain.journal;

import io.govchain.amdp.StepAction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The table of executions: at most one per transaction, step and action. */
public final class Executions {

  private Executions() {}

  /** Keeps a new execution. */
  public static void insert(Handle handle, StoredExecution execution) {
    handle
        .createUpdate(
            """
            INSERT INTO executions
              (transaction_id, step, action, attempt, content, request_digest, request)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        .bind(0, execution.key().transaction())
        .bind(1, execution.key().step())
        .bind(2, execution.key().action().wire())
        .bind(3, execution.attempt())
        .bind(4, execution.content())
        .bind(5, execution.requestDigest())
        .bind(6, execution.request())
        .execute();
  }

  /** The execution of this name. */
  public static Optional<StoredExecution> find(Handle handle, ExecutionKey key) {
    return handle
        .createQuery(
            "SELECT * FROM executions WHERE transaction_id = ? AND step = ? AND action = ?")
        .bind(0, key.transaction())
        .bind(1, key.step())
        .bind(2, key.action().wire())
        .map((row, context) -> read(row))
        .findOne();
  }

  /** Replaces an execution by its next attempt, or by the same with another request to answer. */
  public static void replace(Handle handle, StoredExecution execution) {
    handle
        .createUpdate(
            """
            UPDATE executions SET attempt = ?, request_digest = ?, request = ?, outcome = ?
            WHERE transaction_id = ? AND step = ? AND action = ?
            """)
        .bind(0, execution.attempt())
        .bind(1, execution.requestDigest())
        .bind(2, execution.request())
        .bind(3, execution.outcome().orElse(null))
        .bind(4, execution.key().transaction())
        .bind(5, execution.key().step())
        .bind(6, execution.key().action().wire())
        .execute();
  }

  /** Keeps the answer of the running attempt. The first one stands. */
  public static void finish(Handle handle, ExecutionKey key, String outcome) {
    int rows =
        handle
            .createUpdate(
                "UPDATE executions SET outcome = ?"
                    + " WHERE transaction_id = ? AND step = ? AND action = ? AND outcome IS NULL")
            .bind(0, outcome)
            .bind(1, key.transaction())
            .bind(2, key.step())
            .bind(3, key.action().wire())
            .execute();
    if (rows != 1) {
      throw new IllegalStateException(
          "execution " + key + ": expected one without an outcome, found " + rows);
    }
  }

  /** Executions without an outcome: what a restart takes up again. */
  public static List<StoredExecution> unfinished(Handle handle) {
    return handle
        .createQuery("SELECT * FROM executions WHERE outcome IS NULL")
        .map((row, context) -> read(row))
        .list();
  }

  private static StoredExecution read(ResultSet row) throws SQLException {
    String action = row.getString("action");
    ExecutionKey key =
        new ExecutionKey(
            row.getString("transaction_id"),
            row.getInt("step"),
            Stream.of(StepAction.values())
                .filter(known -> known.wire().equals(action))
                .findFirst()
                .orElseThrow());
    return new StoredExecution(
        key,
        row.getInt("attempt"),
        row.getString("content"),
        row.getString("request_digest"),
        row.getString("request"),
        Optional.ofNullable(row.getString("outcome")));
  }
}
