package io.govchain.service.database;

import io.govchain.service.database.DatabaseException.Code;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** A few connections for reading; each read sees one consistent, committed state. */
final class ReadPool {
  private final Path file;
  private final BlockingQueue<Handle> idle;
  private final int size;
  private final Consumer<DatabaseException> damaged;
  private volatile boolean closed;

  ReadPool(
      Path file, SqliteConnections connections, int size, Consumer<DatabaseException> damaged) {
    this.file = file;
    this.size = size;
    this.damaged = damaged;
    this.idle = new ArrayBlockingQueue<>(size);
    for (int i = 0; i < size; i++) {
      idle.add(connections.reader());
    }
  }

  <T> T read(Function<Handle, T> work) {
    Handle handle = take();
    try {
      Sql.update(handle, "BEGIN");
      try {
        return work.apply(handle);
      } finally {
        Sql.update(handle, "ROLLBACK");
      }
    } catch (RuntimeException thrown) {
      Optional<DatabaseException> failure = SqliteFailures.of(file, thrown);
      failure.filter(found -> found.code() == Code.CORRUPT).ifPresent(damaged);
      throw failure.map(RuntimeException.class::cast).orElse(thrown);
    } finally {
      idle.add(handle);
    }
  }

  /** Waits for the reads under way. */
  void close() {
    for (int i = 0; i < size; i++) {
      take().close();
    }
    closed = true;
  }

  private Handle take() {
    if (closed) {
      throw SqliteFailures.failure(file, Code.CLOSED, null);
    }
    try {
      return idle.take();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw SqliteFailures.failure(file, Code.CLOSED, interrupted);
    }
  }
}
