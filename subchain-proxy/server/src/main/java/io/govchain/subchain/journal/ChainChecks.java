package io.govchain.subchain.journal;

import io.govchain.service.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** How far what ended was compared with the chain, and what came of that. */
public final class ChainChecks {

  private ChainChecks() {}

  /** The place of the execution that was looked at last; 0 before the first. */
  public static long position(Handle handle) {
    return Sql.first(handle, "SELECT position FROM chain_checks", row -> row.getLong(1)).orElse(0L);
  }

  /** Keeps the place. */
  public static void moveTo(Handle handle, long position) {
    Sql.update(
        handle,
        "INSERT INTO chain_checks (only_row, position) VALUES (1, ?)"
            + " ON CONFLICT (only_row) DO UPDATE SET position = excluded.position",
        position);
  }

  /** Keeps a finding; one of the same subject is replaced, and stays as old as it was. */
  public static void found(Handle handle, ChainFinding finding) {
    Sql.update(
        handle,
        "INSERT INTO chain_findings (subject, transaction_id, step, action, text, since)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (subject) DO UPDATE SET text = excluded.text",
        finding.subject(),
        finding.key().transaction(),
        finding.key().step(),
        finding.key().action().wire(),
        finding.text(),
        finding.since());
  }

  /** The finding of a subject, while there is one. */
  public static Optional<ChainFinding> finding(Handle handle, String subject) {
    return Sql.first(
        handle, "SELECT * FROM chain_findings WHERE subject = ?", ChainChecks::read, subject);
  }

  /** Findings, the oldest first. */
  public static List<ChainFinding> findings(Handle handle, int limit) {
    return Sql.list(
        handle, "SELECT * FROM chain_findings ORDER BY number LIMIT ?", ChainChecks::read, limit);
  }

  /** How many findings there are. */
  public static long count(Handle handle) {
    return Sql.first(handle, "SELECT COUNT(*) FROM chain_findings", row -> row.getLong(1))
        .orElseThrow();
  }

  /** It is as it was told again. */
  public static void over(Handle handle, String subject) {
    Sql.update(handle, "DELETE FROM chain_findings WHERE subject = ?", subject);
  }

  /** The block in which a write that has moved was seen last. */
  public static Optional<String> movedTo(Handle handle, String hash) {
    return Sql.first(
        handle,
        "SELECT block_hash FROM moved_writes WHERE hash = ?",
        row -> row.getString(1),
        hash);
  }

  /** Keeps where a write has moved to. */
  public static void moved(Handle handle, String hash, String blockHash) {
    Sql.update(
        handle,
        "INSERT OR REPLACE INTO moved_writes (hash, block_hash) VALUES (?, ?)",
        hash,
        blockHash);
  }

  private static ChainFinding read(ResultSet row) throws SQLException {
    return new ChainFinding(
        row.getString("subject"),
        ExecutionKey.of(
            row.getString("transaction_id"), row.getInt("step"), row.getString("action")),
        row.getString("text"),
        row.getLong("since"));
  }
}
