package io.govchain.service.database;

import io.govchain.service.database.DatabaseException.Code;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks through a large file for damage, once and while it is used. */
final class LateCheck implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LateCheck.class);

  private final Path file;
  private final SqliteConnections connections;
  private final Consumer<DatabaseException> damaged;
  private final Thread thread;
  // Guarded by this.
  private Statement running;
  private boolean closed;

  private LateCheck(Path file, SqliteConnections connections, Consumer<DatabaseException> damaged) {
    this.file = file;
    this.connections = connections;
    this.damaged = damaged;
    this.thread = Thread.ofPlatform().name("database-check").daemon().unstarted(this::check);
  }

  /**
   * Begins, where the file was too large to be looked through before.
   *
   * @param damaged hears of damage
   */
  static LateCheck begin(
      Path file, SqliteConnections connections, Consumer<DatabaseException> damaged) {
    LateCheck check = new LateCheck(file, connections, damaged);
    if (connections.isCheckedLater()) {
      check.thread.start();
    }
    return check;
  }

  private void check() {
    try (Connection connection = connections.connection();
        Statement statement = connection.createStatement()) {
      if (begins(statement)) {
        connections.requireIntact(statement);
        LOG.info("{} was looked through and is intact", file);
      }
    } catch (SQLException | RuntimeException failed) {
      told(failed);
    } finally {
      ends();
    }
  }

  /** Anything but damage is not this check's to tell: whoever uses the file meets it, too. */
  private void told(Exception failed) {
    SqliteFailures.of(file, failed)
        .filter(failure -> failure.code() == Code.CORRUPT)
        .ifPresentOrElse(damaged, () -> LOG.info("{} was not looked through to its end", file));
  }

  private synchronized boolean begins(Statement statement) {
    running = statement;
    return !closed;
  }

  private synchronized void ends() {
    running = null;
  }

  /** Ends it, wherever it is. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (running != null) {
        try {
          running.cancel();
        } catch (SQLException ended) {
          LOG.debug("the check has ended by itself", ended);
        }
      }
    }
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
