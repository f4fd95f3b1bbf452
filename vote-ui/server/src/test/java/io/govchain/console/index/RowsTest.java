package io.govchain.console.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.store.ConsoleStore;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
  private static final String GENESIS = "0x" + "00".repeat(32);

  @TempDir private Path folder;

  private final Rows rows = new Rows("words", "id", "word");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 128, 201})
  void shouldWriteEachRowOnce_whenSoManyWereGathered(int count) {
    try (ConsoleStore store = store()) {
      gather(1, count);
      write(store.database(), rows.take());

      assertThat(written(store.database()))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, count).boxed().toList());
    }
  }

  @Test
  void shouldWriteEachRowOnce_whenMoreIsGatheredBeforeTheFirstAreWritten() {
    try (ConsoleStore store = store()) {
      gather(1, 70);
      Consumer<Handle> first = rows.take();
      gather(71, 200);
      Consumer<Handle> second = rows.take();
      write(store.database(), first);
      write(store.database(), second);

      assertThat(written(store.database())).hasSize(200).isSorted();
    }
  }

  private void gather(long first, long last) {
    LongStream.rangeClosed(first, last).forEach(id -> rows.add(id, "word " + id));
  }

  private static void write(Database database, Consumer<Handle> what) {
    database.writeAndWait(
        handle -> {
          what.accept(handle);
          return null;
        });
  }

  private static List<Long> written(Database database) {
    return database.read(
        handle -> Sql.list(handle, "SELECT id FROM words ORDER BY id", row -> row.getLong(1)));
  }

  private ConsoleStore store() {
    return ConsoleStore.open(
        folder.resolve("console.db"),
        1,
        GENESIS,
        ConsoleStore.OtherChain.REFUSE,
        new SimpleMeterRegistry());
  }
}
