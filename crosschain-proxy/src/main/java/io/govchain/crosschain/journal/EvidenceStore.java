package io.govchain.crosschain.journal;

import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The evidence of steps. The governance chain holds its digests, only the parties hold it.
 *
 * <p>What came last is remembered: it is long, and is needed for a message or a judgement as soon
 * as it is on disk. Each stands under its digest, so that what is remembered cannot be other
 * evidence, and what is dropped is forgotten.
 */
public final class EvidenceStore {
  /** As much as may well be under way at once; with its texts it takes some 8 MB at most. */
  private static final int MOST = 500;

  /** Longer texts are left out, so that memory stays bounded whatever arrives. */
  private static final int LONGEST_TEXT = 16_384;

  private final Database database;
  private final Map<Key, StoredEvidence> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, StoredEvidence> eldest) {
          return size() > MOST;
        }
      };

  private record Key(String transaction, int step, String digest) {}

  EvidenceStore(Database database) {
    this.database = database;
  }

  /**
   * Keeps evidence, within the write of the input that speaks of it. The same again is ignored, and
   * what is said beside it that time, too: of another's step the value is read in the evidence.
   */
  public void store(Handle handle, StoredEvidence evidence) {
    int stored =
        Sql.update(
            handle,
            "INSERT OR IGNORE INTO evidence"
                + " (transaction_id, step, action, digest, evidence, value)"
                + " VALUES (?, ?, ?, ?, ?, ?)",
            evidence.transaction(),
            evidence.step(),
            evidence.action().name(),
            evidence.digest(),
            evidence.evidence(),
            evidence.value().orElse(null));
    boolean brief = evidence.evidence().length() <= LONGEST_TEXT;
    if (stored == 1 && brief && evidence.action() == StoredEvidence.Action.Execute) {
      database.afterCommit(() -> remember(evidence));
    }
  }

  /** Drops all other evidence that a step was executed, but for these digests. */
  public void dropOthers(Handle handle, StoredEvidence kept, List<String> needed) {
    List<String> held =
        Sql.list(
            handle,
            "SELECT digest FROM evidence WHERE transaction_id = ? AND step = ? AND action = ?",
            row -> row.getString(1),
            kept.transaction(),
            kept.step(),
            kept.action().name());
    for (String digest : held) {
      if (!digest.equals(kept.digest()) && !needed.contains(digest)) {
        Sql.update(
            handle,
            "DELETE FROM evidence"
                + " WHERE transaction_id = ? AND step = ? AND action = ? AND digest = ?",
            kept.transaction(),
            kept.step(),
            kept.action().name(),
            digest);
        forget(new Key(kept.transaction(), kept.step(), digest));
      }
    }
  }

  /** What proves, or is said to prove, that a step was executed: the text with this digest. */
  public Optional<StoredEvidence> ofStep(
      Handle handle, String transaction, int step, String digest) {
    return remembered(transaction, step, digest).or(() -> read(handle, transaction, step, digest));
  }

  /** {@link #ofStep} by whoever asks seldom. */
  public static Optional<StoredEvidence> read(
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

  Optional<StoredEvidence> remembered(String transaction, int step, String digest) {
    synchronized (recent) {
      return Optional.ofNullable(recent.get(new Key(transaction, step, digest)));
    }
  }

  private void forget(Key key) {
    synchronized (recent) {
      recent.remove(key);
    }
  }

  private void remember(StoredEvidence evidence) {
    synchronized (recent) {
      recent.put(new Key(evidence.transaction(), evidence.step(), evidence.digest()), evidence);
    }
  }
}
