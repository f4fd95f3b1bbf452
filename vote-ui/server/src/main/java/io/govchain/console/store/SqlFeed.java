package io.govchain.console.store;

import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;

/** The feed: one row for each block, alert and reorganisation, told in full when it is read. */
final class SqlFeed implements ChangeFeed {
  /** Kinds of rows. */
  static final int BLOCK = 1;

  static final int ALERT = 2;
  static final int REORGANISED = 3;

  private static final int MOST_CHANGES = 100;

  private final Database database;
  private final SqlEvents events;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private long announced;
  private boolean closed;

  SqlFeed(Database database, SqlEvents events) {
    this.database = database;
    this.events = events;
  }

  void announce() {
    lock.lock();
    try {
      announced++;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long latest() {
    return database.read(
        handle -> new Query("SELECT ifnull(max(id), 0) FROM changes").number(handle));
  }

  @Override
  public List<Change> next(long after, int atMost, Duration wait) throws InterruptedException {
    long nanos = wait.toNanos();
    while (true) {
      long seen = announced();
      List<Change> found = database.read(handle -> read(handle, after, atMost));
      if (!found.isEmpty() || nanos <= 0) {
        return found;
      }
      nanos = await(seen, nanos);
      if (isClosed()) {
        return List.of();
      }
    }
  }

  private long announced() {
    lock.lock();
    try {
      return announced;
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private long await(long seen, long nanos) throws InterruptedException {
    long left = Math.max(1, nanos);
    long deadline = System.nanoTime() + left;
    lock.lockInterruptibly();
    try {
      while (announced == seen && !closed && left > 0) {
        news.await(left, TimeUnit.NANOSECONDS);
        left = deadline - System.nanoTime();
      }
      return left;
    } finally {
      lock.unlock();
    }
  }

  private record Row(long id, int what, long ref) {}

  /** Reads on where nothing is left to be told: of blocks that were taken back, many may follow. */
  private List<Change> read(Handle handle, long after, int atMost) {
    List<Change> changes = new ArrayList<>();
    List<Row> rows = rows(handle, after, atMost);
    while (!rows.isEmpty()) {
      for (Row row : rows) {
        if (changes.size() >= atMost) {
          return changes;
        }
        tell(handle, row, changes);
      }
      if (!changes.isEmpty()) {
        return changes;
      }
      rows = rows(handle, rows.getLast().id(), atMost);
    }
    return changes;
  }

  private static List<Row> rows(Handle handle, long after, int atMost) {
    return Sql.list(
        handle,
        "SELECT id, what, ref FROM changes WHERE id > ? ORDER BY id LIMIT ?",
        row -> new Row(row.getLong(1), row.getInt(2), row.getLong(3)),
        after,
        Math.min(MOST_CHANGES, atMost));
  }

  private void tell(Handle handle, Row row, List<Change> changes) {
    switch (row.what()) {
      case BLOCK ->
          Sql.first(
                  handle,
                  "SELECT time FROM blocks WHERE number = ?",
                  block -> block.getLong(1),
                  row.ref())
              .ifPresent(
                  time -> {
                    changes.add(new BlockIndexed(row.id(), row.ref(), time));
                    events
                        .ofBlock(handle, row.ref())
                        .forEach(event -> changes.add(new EventRecorded(row.id(), event)));
                  });
      case ALERT ->
          SqlAlerts.alert(handle, row.ref())
              .ifPresent(alert -> changes.add(new AlertChanged(row.id(), alert)));
      case REORGANISED -> changes.add(new Reorganised(row.id(), row.ref()));
      default -> throw new IllegalStateException("changes.what: unknown " + row.what());
    }
  }
}
