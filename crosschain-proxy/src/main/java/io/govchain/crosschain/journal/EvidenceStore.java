package io.govchain.crosschain.journal;

import io.govchain.service.database.Sql;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The evidence of steps. The governance chain holds its digests, only the parties hold it. */
public final class EvidenceStore {
  private EvidenceStore() {}

  /** Keeps evidence, within the write of the input that speaks of it. The same again is ignored. */
  public static void store(Handle handle, StoredEvidence evidence) {
    Sql.update(
        handle,
        "INSERT OR IGNORE INTO evidence (transaction_id, step, action, digest, evidence, value)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        evidence.transaction(),
        evidence.step(),
        evidence.action().name(),
        evidence.digest(),
        evidence.evidence(),
        evidence.value().orElse(null));
  }

  /** What proves, or is said to prove, that a step was executed: the text with this digest. */
  public static Optional<StoredEvidence> ofStep(
      Handle handle, String transaction, int step, String digest) {
    return Sql.first(
        handle,
        "SELECT evidence, value FROM evidence"
            + " WHERE transaction_id = ? AND step = ? AND action = ? AND digest = ?",
        row ->
            new StoredEvidence(
                transaction,
                step,
                StoredEvidence.Action.Execute,
                digest,
                row.getString("evidence"),
                Optional.ofNullable(row.getString("value")).orElse("")),
        transaction,
        step,
        StoredEvidence.Action.Execute.name(),
        digest);
  }

  /** The text with this digest, of whichever step and action of the transaction. */
  public static Optional<StoredEvidence> named(Handle handle, String transaction, String digest) {
    return Sql.first(
        handle,
        "SELECT step, action, evidence, value FROM evidence"
            + " WHERE transaction_id = ? AND digest = ? ORDER BY step, action",
        row ->
            new StoredEvidence(
                transaction,
                row.getInt("step"),
                StoredEvidence.Action.valueOf(row.getString("action")),
                digest,
                row.getString("evidence"),
                Optional.ofNullable(row.getString("value")).orElse("")),
        transaction,
        digest);
  }
}
