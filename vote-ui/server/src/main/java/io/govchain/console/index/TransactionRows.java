package io.govchain.console.index;

import io.govchain.console.store.PackedSteps;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.service.database.Sql;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Transactions as the ledger's lines make them. What changes within one write is gathered and
 * written once, since most transactions pass through several states in few blocks.
 */
final class TransactionRows {
  private static final String UPDATE =
      "UPDATE transactions SET status = ?, ended_at = ?, duration = ?,"
          + " escalated_at = ifnull(?, escalated_at), retries = retries + ?,"
          + " rejections = rejections + ?, runs = CAST(runs || ? AS BLOB) WHERE seq = ?";

  /** Touches no index. */
  private static final String APPEND =
      "UPDATE transactions SET runs = CAST(runs || ? AS BLOB) WHERE seq = ?";

  private final Map<String, Long> words = new HashMap<>();
  private final RecentTransactions known = new RecentTransactions();
  private final List<TransactionRow> changed = new ArrayList<>();
  private final Counts counts = new Counts();

  /** Nearly all: the columns that are left out have their defaults. */
  private final Rows plain =
      new Rows(
          "transactions",
          "seq",
          "id",
          "initiator",
          "status",
          "opened_at",
          "deadline",
          "steps",
          "ended_at",
          "duration",
          "runs");

  private final Rows inserts =
      new Rows(
          "transactions",
          "seq",
          "id",
          "initiator",
          "status",
          "opened_at",
          "deadline",
          "steps",
          "ended_at",
          "duration",
          "escalated_at",
          "retries",
          "rejections",
          "runs");
  private final PipelineSpans pipelines = new PipelineSpans();
  private long nextSeq = -1;
  private boolean indexed;

  /** The number that the next transaction gets. */
  long nextSeq(Handle handle) {
    if (nextSeq < 0) {
      nextSeq =
          Sql.first(
                  handle, "SELECT ifnull(max(seq), 0) + 1 FROM transactions", row -> row.getLong(1))
              .orElseThrow();
    }
    return nextSeq;
  }

  /** Forgets everything: what it remembered may have been undone. */
  void forget() {
    words.clear();
    known.clear();
    changed.clear();
    counts.forget();
    plain.forget();
    inserts.forget();
    pipelines.forget();
    nextSeq = -1;
    indexed = false;
  }

  TransactionRow open(Handle handle, TransactionRow.Opening opening, long time) {
    TransactionRow row = new TransactionRow(nextSeq(handle), time, Status.NONE);
    nextSeq++;
    row.status = Status.OPEN;
    row.opening = opening;
    known.remember(opening.id(), row);
    through(row);
    touch(row);
    return row;
  }

  private void through(TransactionRow row) {
    ByteBuffer steps = ByteBuffer.wrap(row.opening.steps());
    for (int place = 0; place < steps.capacity(); place += PackedSteps.BYTES) {
      long pipeline = PackedSteps.pipeline(steps, place);
      boolean again = false;
      for (int before = 0; before < place && !again; before += PackedSteps.BYTES) {
        again = PackedSteps.pipeline(steps, before) == pipeline;
      }
      if (!again) {
        pipelines.add(pipeline, row.seq);
        counts.add(Counts.What.PIPELINE, pipeline, 1);
      }
    }
  }

  /** No further transaction is opened in this block. */
  void endBlock() {
    pipelines.endBlock();
  }

  /** To be called with whatever is changed. */
  void touch(TransactionRow row) {
    if (!row.changed) {
      row.changed = true;
      changed.add(row);
    }
  }

  /** The transaction, or null where none was opened under this id. */
  TransactionRow find(Handle handle, TransactionId id) {
    TransactionRow row = known.find(id);
    return row == null ? stored(handle, id) : row;
  }

  private TransactionRow stored(Handle handle, TransactionId id) {
    withIndex(handle);
    TransactionRow stored =
        Sql.first(
                handle,
                "SELECT seq, opened_at, status, ended_at FROM transactions WHERE id = ?",
                found -> {
                  TransactionRow read =
                      new TransactionRow(
                          found.getLong(1), found.getLong(2), Status.values()[found.getInt(3)]);
                  long ended = found.getLong(4);
                  read.endedAt = found.wasNull() ? null : Long.valueOf(ended);
                  return read;
                },
                (Object) id.bytes())
            .orElse(null);
    if (stored != null) {
      known.remember(id, stored);
    }
    return stored;
  }

  private void withIndex(Handle handle) {
    if (!indexed) {
      if (LedgerIndexes.missingIds(handle)) {
        LedgerIndexes.buildIds(handle);
      }
      indexed = true;
    }
  }

  /** The short number of an institution's id. */
  Long word(Handle handle, String word) {
    Long number = words.get(word);
    if (number == null) {
      Sql.update(handle, "INSERT INTO words (word) VALUES (?) ON CONFLICT DO NOTHING", word);
      number =
          Sql.first(handle, "SELECT id FROM words WHERE word = ?", row -> row.getLong(1), word)
              .orElseThrow();
      words.put(word, number);
    }
    return number;
  }

  /** Writes what was gathered; to be called at the end of each write. */
  void flush(Handle handle) {
    changed.forEach(
        row -> {
          if (row.opening != null) {
            insert(row);
          } else if (row.differs()) {
            update(handle, row);
          } else {
            Sql.update(handle, APPEND, row.runs(), row.seq);
          }
          if (row.stored != row.status) {
            if (row.stored != Status.NONE) {
              counts.add(Counts.What.STATUS, row.stored.ordinal(), -1);
            }
            counts.add(Counts.What.STATUS, row.status.ordinal(), 1);
          }
          row.isStored();
        });
    changed.clear();
    known.age();
    plain.write(handle);
    inserts.write(handle);
    pipelines.write(handle);
    counts.write(handle);
  }

  private static void update(Handle handle, TransactionRow row) {
    Sql.update(
        handle,
        UPDATE,
        row.status.ordinal(),
        row.endedAt,
        row.duration(),
        row.escalatedAt,
        row.retries,
        row.rejections,
        row.runs(),
        row.seq);
  }

  private void insert(TransactionRow row) {
    TransactionRow.Opening opening = row.opening;
    counts.add(Counts.What.INITIATOR, opening.initiator(), 1);
    if (row.plain()) {
      plain.add(
          row.seq,
          opening.id().bytes(),
          opening.initiator(),
          row.status.ordinal(),
          row.openedAt,
          opening.deadline(),
          opening.steps(),
          row.endedAt,
          row.duration(),
          row.runs());
      return;
    }
    inserts.add(
        row.seq,
        opening.id().bytes(),
        opening.initiator(),
        row.status.ordinal(),
        row.openedAt,
        opening.deadline(),
        opening.steps(),
        row.endedAt,
        row.duration(),
        row.escalatedAt,
        row.retries,
        row.rejections,
        row.runs());
  }
}
