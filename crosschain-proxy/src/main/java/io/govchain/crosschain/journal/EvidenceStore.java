package io.govchain.crosschain.journal;

import io.govchain.service.database.Database;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The evidence of steps. The governance chain holds its digests, only the parties hold it. */
public final class EvidenceStore {
  private final Database database;

  EvidenceStore(Database database) {
    this.database = database;
  }

  /** Keeps evidence, within the write of the input that speaks of it. The same again is ignored. */
  public void store(Handle handle, StoredEvidence evidence) {
    handle.execute(
        "INSERT OR IGNORE INTO evidence (transaction_id, step, action, digest, evidence, value)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        evidence.transaction(),
        evidence.step(),
        evidence.action().name(),
        evidence.digest(),
        evidence.evidence(),
        evidence.value().orElse(null));
  }

  /** The evidence with this digest. */
  public Optional<StoredEvidence> find(String transaction, int step, String digest) {
    return database.read(handle -> find(handle, transaction, step, digest));
  }

  /** The same within a read or write of the caller's. */
  public Optional<StoredEvidence> find(Handle handle, String transaction, int step, String digest) {
    return list(handle, transaction).stream()
        .filter(found -> found.step() == step && found.digest().equals(digest))
        .findFirst();
  }

  /** All evidence of a transaction, in order of steps. */
  public List<StoredEvidence> list(Handle handle, String transaction) {
    return handle
        .createQuery("SELECT * FROM evidence WHERE transaction_id = ? ORDER BY step, action")
        .bind(0, transaction)
        .map(
            (row, context) ->
                new StoredEvidence(
                    row.getString("transaction_id"),
                    row.getInt("step"),
                    StoredEvidence.Action.valueOf(row.getString("action")),
                    row.getString("digest"),
                    row.getString("evidence"),
                    Optional.ofNullable(row.getString("value")).orElse("")))
        .list();
  }
}
