package io.govchain.service.database;

import io.govchain.service.database.DatabaseException.Code;
import java.nio.file.Path;
import java.util.Optional;
import org.sqlite.SQLiteException;

/** Tells failures of the database itself from mistakes in one caller's statement. */
final class SqliteFailures {
  private SqliteFailures() {}

  /** The failure of the database that the throwable reports, if it is one. */
  static Optional<DatabaseException> of(Path file, Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof DatabaseException known) {
        return Optional.of(known);
      }
      if (t instanceof SQLiteException sqlite) {
        return code(sqlite).map(code -> failure(file, code, sqlite));
      }
    }
    return Optional.empty();
  }

  static DatabaseException failure(Path file, Code code, Throwable cause) {
    String what =
        switch (code) {
          case FULL -> "expected room to write, actual disk or size limit exhausted";
          case UNWRITABLE -> "expected a readable and writable file, actual " + cause.getMessage();
          case CORRUPT -> "expected an intact SQLite database, actual " + cause.getMessage();
          case IN_USE -> "expected to be its only user, actual locked by another process";
          case MIGRATION_FAILED ->
              "expected a schema of this program's version, actual " + cause.getMessage();
          case OVERLOADED -> "expected fewer waiting writes, actual queue is full";
          case CLOSED -> "expected an open database, actual closed";
        };
    return new DatabaseException(
        code, "database " + file + ": " + what.replaceAll("\\s*\\R\\s*", " "), cause);
  }

  private static Optional<Code> code(SQLiteException thrown) {
    // The low byte is the primary result code, https://www.sqlite.org/rescode.html
    return switch (thrown.getResultCode().code & 0xff) {
      case 13 -> Optional.of(Code.FULL);
      case 3, 8, 10, 14 -> Optional.of(Code.UNWRITABLE);
      case 11, 26 -> Optional.of(Code.CORRUPT);
      case 5 -> Optional.of(Code.IN_USE);
      default -> Optional.empty();
    };
  }
}
