package io.govchain.service.config;

/** The {@code log} section of a service's configuration. */
public record LogSettings(@Default("json") Format format, @Default("info") LogLevel level) {
  /** What a line of the log is. */
  public enum Format {
    JSON,
    PLAIN
  }

  /** The least severe level that is written. */
  public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  public static LogSettings plain() {
    return new LogSettings(Format.PLAIN, LogLevel.INFO);
  }
}
