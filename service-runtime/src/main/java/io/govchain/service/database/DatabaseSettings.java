package io.govchain.service.database;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How a database is opened.
 *
 * @param maxPages upper limit of the file in pages of 4 KiB (SQLite's max_page_count); empty for
 *     none. A full database refuses writes with {@code database-full} and stays readable.
 * @param busyTimeout how long a statement waits for another process's lock
 * @param maxGroup most writes that share one commit
 * @param maxQueued most writes that wait; more are refused with {@code database-overloaded}
 * @param readers connections for reading
 */
public record DatabaseSettings(
    OptionalLong maxPages, Duration busyTimeout, int maxGroup, int maxQueued, int readers) {
  public static DatabaseSettings standard() {
    return new DatabaseSettings(OptionalLong.empty(), Duration.ofSeconds(5), 256, 10_000, 4);
  }

  public DatabaseSettings withMaxPages(long pages) {
    return new DatabaseSettings(OptionalLong.of(pages), busyTimeout, maxGroup, maxQueued, readers);
  }
}
