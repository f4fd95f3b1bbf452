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
 * @param sortsOnDisk whether what the writer's statements put aside goes to a temporary file: where
 *     they sort more than memory should hold. Elsewhere it stays in memory, which spares nearly
 *     every commit that file
 * @param checkedFirst how many bytes a file may have to be looked through for damage before it is
 *     opened; a larger one is looked through while it is used
 */
public record DatabaseSettings(
    OptionalLong maxPages,
    Duration busyTimeout,
    int maxGroup,
    int maxQueued,
    int readers,
    boolean sortsOnDisk,
    long checkedFirst) {
  /** More would delay the start by seconds. */
  private static final long CHECKED_FIRST = 256L << 20;

  public static DatabaseSettings standard() {
    return new DatabaseSettings(
        OptionalLong.empty(), Duration.ofSeconds(5), 256, 10_000, 4, false, CHECKED_FIRST);
  }

  public DatabaseSettings withMaxPages(long pages) {
    return new DatabaseSettings(
        OptionalLong.of(pages),
        busyTimeout,
        maxGroup,
        maxQueued,
        readers,
        sortsOnDisk,
        checkedFirst);
  }

  public DatabaseSettings withSortsOnDisk() {
    return new DatabaseSettings(
        maxPages, busyTimeout, maxGroup, maxQueued, readers, true, checkedFirst);
  }

  public DatabaseSettings withCheckedFirst(long bytes) {
    return new DatabaseSettings(
        maxPages, busyTimeout, maxGroup, maxQueued, readers, sortsOnDisk, bytes);
  }
}
