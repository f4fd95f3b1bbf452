package io.govchain.console.index;

import io.govchain.console.store.PackedSteps;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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

  private final StoredTransactions stored;
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
  private final List<Consumer<Handle>> updates = new ArrayList<>();
  private long nextSeq = -1;
  private Runnable written;

  TransactionRows(Database database) {
    this.stored = new StoredTransactions(database);
  }

  /**
   * To be called before anything is told.
   *
   * @param written returns once all that was told before is on the disk
   */
  void begin(Runnable written) {
    this.written = written;
    if (nextSeq < 0) {
      nextSeq = stored.nextSeq();
    }
  }

  /** The number that the next transaction gets. */
  long nextSeq() {
    return nextSeq;
  }

  /** Forgets everything: what it remembered may have been undone. */
  void forget() {
    known.clear();
    changed.clear();
    updates.clear();
    counts.forget();
    plain.forget();
    inserts.forget();
    pipelines.forget();
    nextSeq = -1;
    stored.forget();
  }

  TransactionRow open(TransactionRow.Opening opening, long time) {
    TransactionRow row = new TransactionRow(nextSeq++, time, Status.NONE);
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
  TransactionRow find(TransactionId id) {
    TransactionRow row = known.find(id);
    return row == null ? stored(id) : row;
  }

  private TransactionRow stored(TransactionId id) {
    written.run();
    TransactionRow found = stored.find(id);
    if (found != null) {
      known.remember(id, found);
    }
    return found;
  }

  /** What writes all that was gathered; to be called at the end of what is written together. */
  Consumer<Handle> take() {
    changed.forEach(this::gather);
    changed.clear();
    known.age();
    List<Consumer<Handle>> told = List.copyOf(updates);
    updates.clear();
    Consumer<Handle> all = handle -> told.forEach(update -> update.accept(handle));
    return all.andThen(plain.take())
        .andThen(inserts.take())
        .andThen(pipelines.take())
        .andThen(counts.take());
  }

  private void gather(TransactionRow row) {
    if (row.opening != null) {
      insert(row);
    } else {
      updates.add(row.differs() ? update(row) : append(row));
    }
    if (row.stored != row.status) {
      if (row.stored != Status.NONE) {
        counts.add(Counts.What.STATUS, row.stored.ordinal(), -1);
      }
      counts.add(Counts.What.STATUS, row.status.ordinal(), 1);
    }
    row.isTold();
  }

  private static Consumer<Handle> append(TransactionRow row) {
    Object[] values = {row.runs(), row.seq};
    return handle -> Sql.update(handle, APPEND, values);
  }

  private static Consumer<Handle> update(TransactionRow row) {
    Object[] values = {
      row.status.ordinal(),
      row.endedAt,
      row.duration(),
      row.escalatedAt,
      row.retries,
      row.rejections,
      row.runs(),
      row.seq
    };
    return handle -> Sql.update(handle, UPDATE, values);
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
