package io.govchain.service.database;

import static io.govchain.service.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.service.database.DatabaseException.Code;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  private static final String MIGRATIONS = "classpath:test-migrations";
  @TempDir Path folder;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  private Database open(DatabaseSettings settings) {
    return Database.open(folder.resolve("notes.db"), MIGRATIONS, settings, metrics);
  }

  private Database open() {
    return open(DatabaseSettings.standard());
  }

  private static int insert(Handle handle, String text) {
    return handle.execute("INSERT INTO note (text) VALUES (?)", text);
  }

  private static int add(Database database, String text) {
    return database.writeAndWait(h -> insert(h, text));
  }

  private static List<String> notes(Database database) {
    return database.read(
        h -> h.createQuery("SELECT text FROM note ORDER BY id").mapTo(String.class).list());
  }

  @Test
  void shouldKeepWhatWasWritten_whenOpenedAgain() {
    try (Database database = open()) {
      database.writeAndWait(h -> insert(h, "first"));
    }
    try (Database database = open()) {
      assertThat(notes(database)).containsExactly("first");
    }
  }

  @Test
  void shouldSyncEveryCommit_whenOpened() {
    try (Database database = open()) {
      assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(database, "synchronous")).isEqualTo("2");
      assertThat(pragma(database, "temp_store")).as("savepoints in memory").isEqualTo("2");
    }
    try (Database database = open(DatabaseSettings.standard().withSortsOnDisk())) {
      assertThat(pragma(database, "temp_store")).as("sorts in a file").isEqualTo("1");
    }
  }

  private static String pragma(Database database, String name) {
    return database.writeAndWait(h -> h.createQuery("PRAGMA " + name).mapTo(String.class).one());
  }

  @Test
  void shouldUndoOnlyTheFailingWrite_whenOneOfAGroupThrows() {
    try (Database database = open()) {
      CountDownLatch gathered = new CountDownLatch(1);
      database.write(h -> await(gathered));
      CompletableFuture<Integer> before = database.write(h -> insert(h, "before"));
      CompletableFuture<Integer> failing =
          database.write(
              h -> {
                insert(h, "half-done");
                throw new IllegalStateException("refused");
              });
      CompletableFuture<Integer> duplicate = database.write(h -> insert(h, "before"));
      CompletableFuture<Integer> after = database.write(h -> insert(h, "after"));
      gathered.countDown();
      assertThat(before.join()).isEqualTo(1);
      assertThat(after.join()).isEqualTo(1);
      assertThatThrownBy(failing::join).hasRootCauseMessage("refused");
      assertThatThrownBy(duplicate::join).hasMessageContaining("UNIQUE");
      assertThat(notes(database)).containsExactly("before", "after");
      assertThat(database.failure()).isEmpty();
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void shouldShareCommits_whenManyWriteAtOnce() {
    try (Database database = open()) {
      List<CompletableFuture<Integer>> writes = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        String text = "note " + i;
        writes.add(database.write(h -> insert(h, text)));
      }
      writes.forEach(CompletableFuture::join);
      assertThat(notes(database)).hasSize(2000);
      var perCommit = metrics.get("govchain.database.writes.per.commit").summary();
      assertThat(perCommit.count()).isLessThan(400);
    }
  }

  @Test
  void shouldCompleteOnlyWhatIsCommitted_whenAWriteIsRead() {
    try (Database database = open()) {
      AtomicBoolean seen = new AtomicBoolean(true);
      List<CompletableFuture<Void>> checks = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String text = "note " + i;
        checks.add(
            database
                .write(h -> insert(h, text))
                .thenAccept(
                    done -> {
                      if (!notes(database).contains(text)) {
                        seen.set(false);
                      }
                    }));
      }
      checks.forEach(CompletableFuture::join);
      assertThat(seen).isTrue();
    }
  }

  @Test
  void shouldRunActionsInOrderAfterTheCommit_whenWritesSucceed() {
    try (Database database = open()) {
      List<String> actions = new ArrayList<>();
      for (String text : List.of("a", "b", "c")) {
        database.write(
            h -> {
              database.afterCommit(() -> actions.add(text));
              if (text.equals("b")) {
                throw new IllegalStateException("undone");
              }
              return insert(h, text);
            });
      }
      database.writeAndWait(h -> true);
      assertThat(actions).containsExactly("a", "c");
      assertThatThrownBy(() -> database.afterCommit(() -> {}))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void shouldRefuseTransactionControl_whenAWriteCommitsByItself() {
    try (Database database = open()) {
      assertThatThrownBy(() -> database.writeAndWait(Handle::commit))
          .hasMessageContaining("the database owns the transaction");
      database.writeAndWait(h -> h.inTransaction(t -> insert(t, "nested")));
      assertThat(notes(database)).containsExactly("nested");
    }
  }

  @Test
  void shouldRefuseWrites_whenReading() {
    try (Database database = open()) {
      assertThatThrownBy(() -> database.read(h -> insert(h, "sneaked in")))
          .hasMessageContaining("readonly");
      assertThat(add(database, "proper")).isEqualTo(1);
    }
  }

  @Test
  void shouldStopTakingWritesAndGoOnAfterwards_whenTheDiskIsFull() {
    String large = "x".repeat(40_000);
    try (Database database = open(DatabaseSettings.standard().withMaxPages(60))) {
      AtomicReference<Throwable> refusal = new AtomicReference<>();
      eventually("the database is full", () -> failsWhenFilled(database, large, refusal));
      assertThat(refusal.get())
          .isInstanceOfSatisfying(
              DatabaseException.class,
              full -> {
                assertThat(full.code()).isEqualTo(Code.FULL);
                assertThat(full)
                    .hasMessageContaining("notes.db")
                    .hasMessageContaining("database-full");
              });
      assertThat(database.failure()).isPresent();
      assertThatThrownBy(() -> database.writeAndWait(h -> insert(h, "refused at once")))
          .isInstanceOf(DatabaseException.class);
      int kept = notes(database).size();
      assertThat(kept).isPositive();
      eventually("a trial write frees space", () -> freesSpace(database));
      assertThat(database.failure()).isEmpty();
      assertThat(add(database, "again")).isEqualTo(1);
    }
  }

  @Test
  void shouldStayStopped_whenACommitChangesNothing() {
    String large = "x".repeat(40_000);
    try (Database database = open(DatabaseSettings.standard().withMaxPages(60))) {
      eventually(
          "the database is full", () -> failsWhenFilled(database, large, new AtomicReference<>()));
      for (int i = 0; i < 3; i++) {
        eventually("a write of nothing is let through", () -> writesNothing(database));
        assertThat(database.failure()).isPresent();
      }
    }
  }

  @Test
  void shouldGoOnByItself_whenThereIsRoomAgainAndNobodyWrites() {
    String large = "x".repeat(40_000);
    try (Database database = open(DatabaseSettings.standard().withMaxPages(60))) {
      eventually(
          "the database is full", () -> failsWhenFilled(database, large, new AtomicReference<>()));
      eventually("there is room again", () -> makesRoom(database));

      eventually("the stop is over", () -> database.failure().isEmpty());
      assertThat(add(database, "again")).isEqualTo(1);
    }
  }

  private static boolean writesNothing(Database database) {
    try {
      return database.writeAndWait(h -> h.execute("DELETE FROM note WHERE false")) == 0;
    } catch (DatabaseException stopped) {
      return false;
    }
  }

  private static boolean makesRoom(Database database) {
    try {
      return database.writeAndWait(
          h -> h.createQuery("PRAGMA max_page_count = 100000").mapTo(Long.class).one() == 100_000);
    } catch (DatabaseException stopped) {
      return false;
    }
  }

  private static boolean failsWhenFilled(
      Database database, String large, AtomicReference<Throwable> refusal) {
    try {
      database.writeAndWait(h -> insert(h, large + System.nanoTime()));
      return false;
    } catch (DatabaseException full) {
      refusal.set(full);
      return true;
    }
  }

  private static boolean freesSpace(Database database) {
    try {
      return database.writeAndWait(h -> h.execute("DELETE FROM note")) > 0;
    } catch (DatabaseException stillStopped) {
      return false;
    }
  }

  @Test
  void shouldFailTheWholeGroup_whenTheDiskFillsUpInIt() {
    String large = "x".repeat(400_000);
    try (Database database = open(DatabaseSettings.standard().withMaxPages(60))) {
      CountDownLatch gathered = new CountDownLatch(1);
      CompletableFuture<Boolean> gate = database.write(h -> await(gathered));
      CompletableFuture<Integer> small = database.write(h -> insert(h, "small"));
      CompletableFuture<Integer> filling = database.write(h -> insert(h, large));
      gathered.countDown();
      gate.handle((ok, failed) -> ok).join();
      assertThatThrownBy(filling::join).hasCauseInstanceOf(DatabaseException.class);
      boolean smallFailed = small.handle((rows, failed) -> failed != null).join();
      assertThat(notes(database)).hasSize(smallFailed ? 0 : 1);
    }
  }

  @Test
  void shouldSayCorrupt_whenTheFileIsNoDatabase() throws IOException {
    Files.writeString(folder.resolve("notes.db"), "this is not a database at all".repeat(100));
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.code()).isEqualTo(Code.CORRUPT))
        .hasMessageContaining("notes.db");
  }

  @Test
  void shouldSayCorrupt_whenPagesWereOverwritten() throws IOException {
    fill();
    damage();
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.code()).isEqualTo(Code.CORRUPT));
  }

  @Test
  void shouldTakeNothingMore_whenAReaderMeetsDamage() throws IOException {
    fill();
    try (Database database = open()) {
      add(database, "before");
      damage();
      assertThatThrownBy(() -> notes(database))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.code()).isEqualTo(Code.CORRUPT));
      assertStoppedForGood(database);
    }
  }

  @Test
  void shouldTakeNothingMore_whenALargeFileTurnsOutToBeDamaged() throws IOException {
    fill();
    damage();
    try (Database database = open(DatabaseSettings.standard().withCheckedFirst(0))) {
      eventually("the damage is found", () -> database.failure().isPresent());
      assertStoppedForGood(database);
    }
  }

  private static void assertStoppedForGood(Database database) {
    assertThat(database.failure().orElseThrow().code()).isEqualTo(Code.CORRUPT);
    assertThatThrownBy(() -> add(database, "after"))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.code()).isEqualTo(Code.CORRUPT));
  }

  private void fill() {
    try (Database database = open()) {
      for (int i = 0; i < 200; i++) {
        String text = "note " + i + "y".repeat(500);
        database.writeAndWait(h -> insert(h, text));
      }
    }
  }

  private void damage() throws IOException {
    try (FileChannel file =
        FileChannel.open(folder.resolve("notes.db"), StandardOpenOption.WRITE)) {
      long from = file.size() / 2;
      byte[] nonsense = new byte[(int) (file.size() - 4096 - from)];
      java.util.Arrays.fill(nonsense, (byte) 0x5a);
      file.write(ByteBuffer.wrap(nonsense), from);
    }
  }

  @Test
  void shouldSayUnwritable_whenTheFolderCannotBe() throws IOException {
    Files.writeString(folder.resolve("file"), "no folder");
    Path inFile = folder.resolve("file").resolve("notes.db");
    assertThatThrownBy(
            () -> Database.open(inFile, MIGRATIONS, DatabaseSettings.standard(), metrics))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.code()).isEqualTo(Code.UNWRITABLE));
  }

  @Test
  void shouldSayInUse_whenOpenedTwice() {
    try (Database first = open()) {
      assertThat(first.failure()).isEmpty();
      assertThatThrownBy(this::open)
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.code()).isEqualTo(Code.IN_USE));
    }
  }

  @Test
  void shouldRefuse_whenTheSchemaIsNewerThanTheProgram() throws SQLException {
    open().close();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("notes.db"));
        var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO schema_history SELECT installed_rank + 98, '99', 'future', type,"
              + " 'V99__future.sql', checksum, installed_by, installed_on, execution_time, success"
              + " FROM schema_history WHERE version = '1'");
    }
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.code()).isEqualTo(Code.MIGRATION_FAILED));
  }

  @Test
  void shouldRefuseMore_whenTheQueueIsFull() {
    DatabaseSettings small =
        new DatabaseSettings(
            java.util.OptionalLong.empty(), java.time.Duration.ofSeconds(1), 1, 2, 1, false, 1);
    try (Database database = open(small)) {
      CountDownLatch gate = new CountDownLatch(1);
      List<CompletableFuture<Boolean>> writes = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        writes.add(database.write(h -> await(gate)));
      }
      gate.countDown();
      assertThatThrownBy(writes.get(4)::join)
          .cause()
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.code()).isEqualTo(Code.OVERLOADED));
      assertThat(writes.get(0).join()).isTrue();
    }
  }

  @Test
  void shouldFinishAcceptedWritesAndRefuseOthers_whenClosed() {
    Database database = open();
    List<CompletableFuture<Integer>> writes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String text = "note " + i;
      writes.add(database.write(h -> insert(h, text)));
    }
    database.close();
    writes.forEach(write -> assertThat(write.join()).isEqualTo(1));
    assertThatThrownBy(() -> database.writeAndWait(h -> insert(h, "late")))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.code()).isEqualTo(Code.CLOSED));
    try (Database again = open()) {
      assertThat(notes(again)).hasSize(100);
    }
  }
}
