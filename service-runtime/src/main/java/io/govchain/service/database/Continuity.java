package io.govchain.service.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Whether a journal goes on from where this proxy stopped, or is an old copy, or comes from
 * elsewhere. Each start gives the journal a new name, and writes it into a file beside the database
 * that backups leave out. A journal with another name than the file's does not remember everything
 * that was done since: what it does not know of may have been done all the same.
 *
 * <p>Needs a table {@code journal_life (only_row, token)} in the journal.
 */
public final class Continuity {

  private Continuity() {}

  /**
   * Begins another life of the journal; true if it remembers all of the former ones.
   *
   * @param file the database's
   * @param otherwise what to note in a journal that may not: on disk with its new name or not at
   *     all, since the next start will find that name and think nothing amiss
   */
  public static boolean begin(Database database, Path file, Consumer<Handle> otherwise) {
    Path mark = file.resolveSibling(file.getFileName() + ".life");
    Optional<String> known = database.read(handle -> token(handle));
    boolean continued =
        known.isPresent() && read(mark).map(text -> text.contains(known.get())).orElse(false);
    String next = UUID.randomUUID().toString();
    // Both names for as long as it is not sure which one the journal has.
    write(mark, continued ? known.get() + "\n" + next + "\n" : next + "\n");
    database.writeAndWait(
        handle -> {
          if (!continued) {
            otherwise.accept(handle);
          }
          Sql.update(handle, "INSERT OR REPLACE INTO journal_life VALUES (1, ?)", next);
          return true;
        });
    write(mark, next + "\n");
    return continued;
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
}
