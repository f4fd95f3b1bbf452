package io.govchain.service.database;

import io.govchain.service.database.DatabaseException.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes all writes that are waiting, runs each in its own savepoint
 * and commits them together; while that commit is on its way to the disk the next group gathers.
 *
 * <p>When the database itself fails (full, unwritable, damaged) the whole group is undone and
 * refused, and new writes are refused at once. After a second the next write is let through as a
 * trial, and where none comes that changes anything, a write of the database's own is tried from
 * time to time, so that freed space ends the stop without a restart; damage is final.
 */
final class GroupCommit {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final long TRIAL_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Later than callers' trials: theirs may be what makes room. */
  private static final long OWN_TRIAL_AFTER_NANOS = 2 * TRIAL_AFTER_NANOS;

  private record Stop(DatabaseException reason, long since) {
    boolean allowsTrial() {
      return isOlderThan(TRIAL_AFTER_NANOS);
    }

    boolean wantsTrial() {
      return isOlderThan(OWN_TRIAL_AFTER_NANOS);
    }

    private boolean isOlderThan(long nanos) {
      return reason.code() != Code.CORRUPT && System.nanoTime() - since > nanos;
    }
  }

  private static final int TRIAL_BYTES = 65_536;

  private final Path file;
  private final Handle handle;
  private final DatabaseMetrics metrics;
  private final int maxGroup;
  private final BlockingQueue<Write<?>> queue;
  private final Thread thread;
  // Callers' continuations may block; they must not hold up the writer nor one another.
  private final ExecutorService completions = Executors.newVirtualThreadPerTaskExecutor();
  // Changed under the lock of this only.
  private volatile Stop stop;
  private volatile boolean closing;
  private Write<?> running;

  GroupCommit(Path file, Handle handle, DatabaseSettings settings, DatabaseMetrics metrics) {
    this.file = file;
    this.handle = handle;
    this.metrics = metrics;
    this.maxGroup = settings.maxGroup();
    this.queue = new ArrayBlockingQueue<>(settings.maxQueued());
    this.thread = Thread.ofPlatform().name("database-writer").daemon().unstarted(this::loop);
    thread.start();
  }

  void submit(Write<?> write) {
    Stop current = stop;
    if (closing) {
      write.fail(SqliteFailures.failure(file, Code.CLOSED, null));
    } else if (current != null && !current.allowsTrial()) {
      write.fail(current.reason());
    } else if (!queue.offer(write)) {
      write.fail(SqliteFailures.failure(file, Code.OVERLOADED, null));
    } else if (closing && queue.remove(write)) {
      // Closed between the check and the offer: the writer may be gone already.
      write.fail(SqliteFailures.failure(file, Code.CLOSED, null));
    }
  }

  void afterCommit(Runnable action) {
    if (Thread.currentThread() != thread || running == null) {
      throw new IllegalStateException("afterCommit is only for use within a write");
    }
    running.afterCommit(action);
  }

  Optional<DatabaseException> failure() {
    return Optional.ofNullable(stop).map(Stop::reason);
  }

  int waiting() {
    return queue.size();
  }

  /** Finishes what was accepted, then ends the thread. */
  void close() {
    closing = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(30));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    completions.shutdown();
  }

  private void loop() {
    List<Write<?>> group = new ArrayList<>(maxGroup);
    while (true) {
      try {
        Write<?> first = queue.poll(50, TimeUnit.MILLISECONDS);
        if (first != null) {
          group.add(first);
          queue.drainTo(group, maxGroup - 1);
          commit(group);
          group.clear();
        } else if (closing) {
          return;
        }
        if (stop != null && stop.wantsTrial()) {
          tryWriting();
        }
      } catch (InterruptedException nobodyInterruptsThis) {
        LOG.error("the database writer was interrupted and goes on", nobodyInterruptsThis);
      }
    }
  }

  private void commit(List<Write<?>> group) {
    long started = System.nanoTime();
    try {
      Sql.update(handle, "BEGIN IMMEDIATE");
      boolean wrote = false;
      for (Write<?> write : group) {
        long before = stop == null ? 0 : changes();
        running = write;
        write.run(handle);
        failIfDatabaseFailed(write);
        wrote |= stop != null && write.failure() == null && changes() > before;
      }
      running = null;
      Sql.update(handle, "COMMIT");
      if (wrote) {
        goOn();
      }
    } catch (Throwable thrown) {
      running = null;
      undo(group, thrown);
      return;
    }
    metrics.committed(group.size(), System.nanoTime() - started);
    group.forEach(this::finish);
  }

  /** A commit of nothing touches no disk, and proves nothing. */
  private long changes() {
    return handle.createQuery("SELECT total_changes()").mapTo(Long.class).one();
  }

  /** Damage that a reader met is no less final for a write that succeeds elsewhere. */
  private synchronized void goOn() {
    if (!isDamaged()) {
      stop = null;
      LOG.info("writing goes on");
    }
  }

  private boolean isDamaged() {
    return stop != null && stop.reason().code() == Code.CORRUPT;
  }

  /** What was met by reading: nothing more is taken in beside what is lost. */
  void stopForDamage(DatabaseException reason) {
    stop(reason, reason);
  }

  private synchronized void stop(DatabaseException reason, Throwable cause) {
    boolean news = stop == null || reason.code() == Code.CORRUPT && !isDamaged();
    if (news) {
      LOG.error(
          "writing stops: {}", reason.getMessage(), reason.code() == Code.FULL ? null : cause);
    }
    if (!isDamaged()) {
      stop = new Stop(reason, System.nanoTime());
    }
  }

  /** Takes room and gives it back. */
  private void tryWriting() {
    try {
      Sql.update(handle, "BEGIN IMMEDIATE");
      handle.execute("CREATE TABLE trial_of_room (room BLOB)");
      handle.execute("INSERT INTO trial_of_room VALUES (zeroblob(" + TRIAL_BYTES + "))");
      handle.execute("DROP TABLE trial_of_room");
      Sql.update(handle, "COMMIT");
      goOn();
    } catch (Throwable stillStopped) {
      undo(List.of(), stillStopped);
    }
  }

  /** A full disk met by one write ends the group: SQLite may have undone more than that write. */
  private void failIfDatabaseFailed(Write<?> write) {
    if (write.failure() != null) {
      SqliteFailures.of(file, write.failure())
          .ifPresent(
              failure -> {
                throw failure;
              });
    }
  }

  private void finish(Write<?> write) {
    for (Runnable action : write.actionsAfterCommit()) {
      try {
        action.run();
      } catch (RuntimeException | Error defect) {
        // This thread must live: without it every write would wait for ever.
        LOG.error("an action after a commit failed", defect);
      }
    }
    completions.execute(write::settle);
  }

  private void undo(List<Write<?>> group, Throwable thrown) {
    try {
      Sql.update(handle, "ROLLBACK");
    } catch (RuntimeException alreadyUndone) {
      // SQLite undoes by itself after some failures; then there is nothing left to roll back.
      LOG.debug("nothing to roll back", alreadyUndone);
    }
    DatabaseException reason =
        SqliteFailures.of(file, thrown)
            .orElseGet(() -> SqliteFailures.failure(file, Code.UNWRITABLE, thrown));
    stop(reason, thrown);
    group.forEach(write -> completions.execute(() -> write.fail(reason)));
  }
}
