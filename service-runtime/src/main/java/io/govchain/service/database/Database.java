package io.govchain.service.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service's SQLite store: write-ahead log, full sync, one writer, group commit.
 *
 * <p>Many concurrent {@link #write}s share a commit, and each caller learns of its result only when
 * it is on disk. A write that throws undoes itself and nothing else. When the disk is full or the
 * file damaged, writes fail with a {@link DatabaseException} and reading goes on, as far as it can;
 * damage is met by writing, by reading, or by looking through the file.
 */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final FileLease lease;
  private final Path scratch;
  private final ReadPool readers;
  private final Handle writer;
  private final GroupCommit commits;
  private final LateCheck check;

  private Database(
      FileLease lease,
      Path file,
      Path scratch,
      SqliteConnections connections,
      DatabaseSettings settings,
      MeterRegistry registry) {
    this.lease = lease;
    this.scratch = scratch;
    this.writer = connections.writer();
    this.commits = new GroupCommit(file, writer, settings, new DatabaseMetrics(registry));
    this.readers = new ReadPool(file, connections, settings.readers(), commits::stopForDamage);
    this.check = LateCheck.begin(file, connections, commits::stopForDamage);
    Gauge.builder("govchain.database.writes.waiting", commits, GroupCommit::waiting)
        .register(registry);
    Gauge.builder("govchain.database.stopped", this, d -> d.failure().isPresent() ? 1 : 0)
        .description("1 while writes are refused")
        .register(registry);
  }

  /**
   * Opens or creates the file and brings its schema up to date: the tables of this module (outbox,
   * inbox) and the caller's.
   *
   * @param migrations Flyway location of the caller's schema, such as {@code
   *     classpath:io/govchain/crosschain/migrations}
   * @throws DatabaseException when it cannot be used
   */
  public static Database open(
      Path file, String migrations, DatabaseSettings settings, MeterRegistry registry) {
    Path absolute = file.toAbsolutePath().normalize();
    FileLease lease = FileLease.take(absolute);
    try {
      Path scratch = Scratch.emptied(absolute);
      SqliteConnections connections = new SqliteConnections(absolute, settings);
      connections.migrate(migrations);
      return new Database(lease, absolute, scratch, connections, settings, registry);
    } catch (RuntimeException failed) {
      release(lease);
      throw failed;
    }
  }

  /**
   * Runs the work on the writer thread, inside a transaction shared with others and a savepoint of
   * its own.
   *
   * <p>The future completes, on a virtual thread, after the commit; exceptionally with what the
   * work threw (and then nothing of it was written), or with a {@link DatabaseException}. The work
   * must be quick and touch nothing but the handle: it delays every other write, and its effects
   * elsewhere would stay if the commit fails. Use {@link #afterCommit} for those.
   */
  public <T> CompletableFuture<T> write(Function<Handle, T> work) {
    Write<T> write = new Write<>(work);
    commits.submit(write);
    return write.future();
  }

  /** {@link #write}, waiting for the commit; throws what the work threw. */
  public <T> T writeAndWait(Function<Handle, T> work) {
    try {
      return write(work).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw failed;
    }
  }

  /**
   * Called from within a write: the action runs once that write is on disk, before its future
   * completes, on the writer thread and in the order of the writes. It must not block. It does not
   * run when the write is undone.
   */
  public void afterCommit(Runnable action) {
    commits.afterCommit(action);
  }

  /** Reads one consistent committed state; blocks, and never waits for the writer. */
  public <T> T read(Function<Handle, T> work) {
    return readers.read(work);
  }

  /**
   * Whether this reports a failure of the database itself (full, damaged, unwritable) rather than
   * of one caller's statement. Who catches failures within a write must pass such a one on: it is
   * not the fault of what was being written, and ends the whole group.
   */
  public static boolean isBroken(Throwable thrown) {
    return SqliteFailures.of(Path.of("."), thrown).isPresent();
  }

  /** An existing folder for files that need not outlive the process; empty after the opening. */
  public Path scratch() {
    return scratch;
  }

  /** Why writes are refused at the moment. */
  public Optional<DatabaseException> failure() {
    return commits.failure();
  }

  /** Refuses new writes, finishes those accepted, and closes the file. */
  @Override
  public void close() {
    check.close();
    commits.close();
    readers.close();
    writer.close();
    release(lease);
  }

  private static void release(FileLease lease) {
    try {
      lease.close();
    } catch (IOException failed) {
      LOG.warn("the lock of the database could not be released", failed);
    }
  }
}
