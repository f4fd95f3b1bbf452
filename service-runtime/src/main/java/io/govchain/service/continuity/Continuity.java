package io.govchain.service.continuity;

import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import io.govchain.service.loop.Loop;
import io.govchain.service.loop.Loops;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Whether a journal goes on from where this proxy stopped, or is an old copy, or comes from
 * elsewhere. Each start, and every few seconds after it, gives the journal a new name, and writes
 * the name into a file beside the database that backups leave out. A journal with another name than
 * the file's does not remember everything that was done since: what it does not know of may have
 * been done all the same. Not noticed is a copy that is put back within those seconds.
 *
 * <p>Needs a table {@code journal_life (only_row, token)} in the journal.
 */
public final class Continuity implements AutoCloseable {
  private static final Duration BETWEEN_NAMES = Duration.ofSeconds(5);

  private final Database database;
  private final Path mark;
  private final boolean continued;
  private final Loop loop;
  private String name;

  private Continuity(Database database, Path file, Loops loops, Consumer<Handle> otherwise) {
    this.database = database;
    this.mark = file.resolveSibling(file.getFileName() + ".life");
    Optional<String> known = database.read(Continuity::token);
    this.continued =
        known.isPresent() && read(mark).map(text -> text.contains(known.get())).orElse(false);
    this.name = continued ? known.get() : "";
    rename(continued ? handle -> {} : otherwise);
    this.loop = loops.add("journal-life", BETWEEN_NAMES, this::renew);
  }

  /**
   * Begins another life of the journal.
   *
   * @param file the database's
   * @param otherwise what to note in a journal that may not remember all of the former ones: on
   *     disk with its new name or not at all, since the next start will find that name and think
   *     nothing amiss
   */
  public static Continuity begin(
      Database database, Path file, Loops loops, Consumer<Handle> otherwise) {
    return new Continuity(database, file, loops, otherwise);
  }

  /** Whether the journal remembers all of the former lives. */
  public boolean continued() {
    return continued;
  }

  /** From now on copies of this journal are told from it. */
  public void start() {
    loop.start();
  }

  /** Whoever has a copy made before this has an old one. */
  public void renew() {
    rename(handle -> {});
  }

  private synchronized void rename(Consumer<Handle> with) {
    String next = UUID.randomUUID().toString();
    // Both names for as long as it is not sure which one the journal has.
    write(mark, name.isEmpty() ? next + "\n" : name + "\n" + next + "\n");
    database.writeAndWait(
        handle -> {
          with.accept(handle);
          Sql.update(handle, "INSERT OR REPLACE INTO journal_life VALUES (1, ?)", next);
          return true;
        });
    name = next;
    write(mark, next + "\n");
  }

  private static Optional<String> token(Handle handle) {
    return Sql.first(handle, "SELECT token FROM journal_life", row -> row.getString(1));
  }

  private static Optional<String> read(Path mark) {
    try {
      return Files.exists(mark) ? Optional.of(Files.readString(mark)) : Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("expected a text in " + mark, unreadable);
    }
  }

  private static void write(Path mark, String text) {
    Path fresh = mark.resolveSibling(mark.getFileName() + ".new");
    try {
      Files.writeString(fresh, text);
      Files.move(fresh, mark, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("expected to be able to write " + mark, unwritable);
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
