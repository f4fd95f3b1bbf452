package io.govchain.service.database;

import static io.govchain.service.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlTest {
  private static final String INSERT = "INSERT INTO note (id, text) VALUES (?, ?) RETURNING id";

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database =
        Database.open(
            folder.resolve("notes.db"),
            "classpath:test-migrations",
            DatabaseSettings.standard(),
            new SimpleMeterRegistry());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Optional<Long> insert(Handle handle, Object id, String text) {
    return Sql.first(handle, INSERT, row -> row.getLong(1), id, text);
  }

  private List<String> notes() {
    return database.read(
        handle -> Sql.list(handle, "SELECT text FROM note ORDER BY id", row -> row.getString(1)));
  }

  @Test
  void shouldBindAfresh_whenAStatementRunsAgain() {
    Optional<Long> given = database.writeAndWait(handle -> insert(handle, 7, "seven"));
    Optional<Long> counted = database.writeAndWait(handle -> insert(handle, null, "next"));

    assertThat(given).contains(7L);
    assertThat(counted).contains(8L);

    assertThat(notes()).containsExactly("seven", "next");
  }

  @Test
  void shouldServeTheSameStatement_whenTheDiskWasFullAtIt() {
    database.close();
    database =
        Database.open(
            folder.resolve("notes.db"),
            "classpath:test-migrations",
            DatabaseSettings.standard().withMaxPages(60),
            new SimpleMeterRegistry());
    String large = "x".repeat(400_000);

    assertThat(catchThrowable(() -> database.writeAndWait(handle -> insert(handle, 1, large))))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            full -> assertThat(full.code()).isEqualTo(DatabaseException.Code.FULL));

    // A stop lasts for a second; the small note has room.
    eventually("the small note is taken", () -> isTaken(2, "small"));
    assertThat(notes()).containsExactly("small");
  }

  private boolean isTaken(int id, String text) {
    try {
      return database.writeAndWait(handle -> insert(handle, id, text)).isPresent();
    } catch (DatabaseException stopped) {
      assertThat(stopped.code()).isEqualTo(DatabaseException.Code.FULL);
      return false;
    }
  }

  @Test
  void shouldServeTheNextWrite_whenTheSameStatementFailedInOneBefore() {
    database.writeAndWait(handle -> insert(handle, 1, "one"));

    Throwable failed =
        catchThrowable(
            () ->
                database.writeAndWait(
                    handle -> {
                      insert(handle, 2, "two");
                      return insert(handle, 3, "one");
                    }));
    database.writeAndWait(handle -> insert(handle, 3, "three"));

    assertThat(failed).hasMessageContaining("UNIQUE").hasMessageContaining(INSERT);
    assertThat(Database.isBroken(failed)).isFalse();
    assertThat(database.failure()).isEmpty();
    assertThat(notes()).containsExactly("one", "three");
  }

  @Test
  void shouldHoldUpNoWriter_whenOnlyTheFirstOfManyRowsWasRead() {
    for (int i = 0; i < 100; i++) {
      int id = i;
      database.writeAndWait(handle -> insert(handle, id, "note " + id));
    }
    Optional<String> first =
        database.read(
            handle ->
                Sql.first(handle, "SELECT text FROM note ORDER BY id", row -> row.getString(1)));

    int deleted =
        database.writeAndWait(handle -> Sql.update(handle, "DELETE FROM note WHERE id < ?", 99));

    assertThat(first).contains("note 0");
    assertThat(deleted).isEqualTo(99);
    assertThat(notes()).containsExactly("note 99");
  }
}
