package io.govchain.service.database;

import io.govchain.service.database.DatabaseException.Code;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens connections with the pragmas that durability rests on, and migrates the schema. */
final class SqliteConnections {
  /**
   * Of the writer. Ids are random, so that each write touches other pages of each index; of
   * SQLite's own two megabytes nearly all would be read again for every commit once there are some
   * thousand transactions.
   */
  private static final int WRITER_CACHE_KIB = 32 << 10;

  /**
   * How many pages the log grows by before it is copied into the file: a page that many commits
   * touched meanwhile is copied once.
   */
  private static final int CHECKPOINT_PAGES = 4000;

  private final Path file;
  private final DatabaseSettings settings;

  SqliteConnections(Path file, DatabaseSettings settings) {
    this.file = file;
    this.settings = settings;
  }

  Handle writer() {
    Handle handle = open();
    handle.execute("PRAGMA cache_size = -" + WRITER_CACHE_KIB);
    handle.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
    // What a savepoint would put back is temporary, too: a file of it for nearly every commit.
    handle.execute("PRAGMA temp_store = " + (settings.sortsOnDisk() ? "FILE" : "MEMORY"));
    settings.maxPages().ifPresent(pages -> handle.execute("PRAGMA max_page_count = " + pages));
    return handle;
  }

  Handle reader() {
    Handle handle = open();
    handle.execute("PRAGMA query_only = ON");
    return handle;
  }

  /** Both schemas live in one file, each with its own history. */
  void migrate(String location) {
    if (!isCheckedLater()) {
      checkIntegrity();
    }
    migrate("classpath:io/govchain/service/migrations", "runtime_schema_history");
    migrate(location, "schema_history");
  }

  private void migrate(String location, String history) {
    try {
      Flyway.configure()
          .dataSource(dataSource())
          .locations(location)
          .failOnMissingLocations(true)
          .table(history)
          .baselineOnMigrate(true)
          .baselineVersion("0")
          // Unlike Flyway's default, a schema newer than this program is refused.
          .ignoreMigrationPatterns("*:ignored")
          .load()
          .migrate();
    } catch (FlywayException failed) {
      throw SqliteFailures.of(file, failed)
          .orElseGet(() -> SqliteFailures.failure(file, Code.MIGRATION_FAILED, failed));
    }
  }

  /** Whether the file is so large that looking through it would delay the start. */
  boolean isCheckedLater() {
    return file.toFile().length() > settings.checkedFirst();
  }

  private void checkIntegrity() {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      requireIntact(statement);
    } catch (SQLException failed) {
      throw SqliteFailures.of(file, failed)
          .orElseGet(() -> SqliteFailures.failure(file, Code.UNWRITABLE, failed));
    }
  }

  Connection connection() throws SQLException {
    return dataSource().getConnection();
  }

  /** Looks through the whole file. */
  void requireIntact(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
      String answer = rows.next() ? rows.getString(1) : "no answer";
      if (!answer.equals("ok")) {
        throw SqliteFailures.failure(file, Code.CORRUPT, new SQLException(answer));
      }
    }
  }

  private Handle open() {
    try {
      Jdbi jdbi = Jdbi.create(dataSource());
      jdbi.setTransactionHandler(new WriterOwnsTransaction());
      jdbi.getConfig(org.jdbi.v3.core.Handles.class).setForceEndTransactions(false);
      return jdbi.open();
    } catch (RuntimeException failed) {
      throw SqliteFailures.of(file, failed)
          .orElse(SqliteFailures.failure(file, Code.UNWRITABLE, failed));
    }
  }

  private SQLiteDataSource dataSource() {
    SQLiteConfig config = new SQLiteConfig(new Properties());
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // FULL in WAL mode: every commit is synced before anyone is told of it.
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout((int) settings.busyTimeout().toMillis());
    config.enforceForeignKeys(true);
    // The driver would ask for the row's number after every insert; nobody here wants to know.
    config.setGetGeneratedKeys(false);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }
}
