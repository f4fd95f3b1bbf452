package io.govchain.service.database;

/**
 * The database cannot be used. The {@link Code} is stable; the message is one line that names the
 * file. What a caller's own work throws is never wrapped in this.
 */
public final class DatabaseException extends RuntimeException {
  /** Why. */
  public enum Code {
    /** The file system or the configured size limit is exhausted. */
    FULL("database-full"),
    /** The file or its folder cannot be read or written. */
    UNWRITABLE("database-unwritable"),
    /** The file is damaged or no SQLite database. */
    CORRUPT("database-corrupt"),
    /** Another process holds it. */
    IN_USE("database-in-use"),
    /** Its schema is not the one this program expects. */
    MIGRATION_FAILED("database-migration-failed"),
    /** More writes are waiting than allowed. */
    OVERLOADED("database-overloaded"),
    /** It was closed. */
    CLOSED("database-closed");

    private final String text;

    Code(String text) {
      this.text = text;
    }

    /** The code as it appears in problem details and logs. */
    public String text() {
      return text;
    }
  }

  private final Code code;

  DatabaseException(Code code, String message, Throwable cause) {
    super(message + " (" + code.text() + ")", cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
