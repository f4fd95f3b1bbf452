package io.govchain.subchain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.adapter.NonceRange;
import io.govchain.adapter.PreparedWrite;
import io.govchain.adapter.PreparedWrites;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of prepared writes, on a real database. */
class PreparedWriteTableTest {
  private static final String MIGRATIONS = "classpath:io/govchain/subchain/migrations";
  private static final String ACCOUNT = "0xa";

  @TempDir Path folder;

  private static PreparedWrite write(String account, String reference, long nonce) {
    return new PreparedWrite(reference, account, nonce, "0x" + reference, new byte[1]);
  }

  @Test
  void shouldTellEachNonceThatNoWriteHas_whereverItLies() {
    try (Database database =
        Database.open(
            folder.resolve("proxy.db"),
            MIGRATIONS,
            DatabaseSettings.standard(),
            new SimpleMeterRegistry())) {
      PreparedWriteTable table = new PreparedWriteTable(database);
      assertThat(table.missingNonces(ACCOUNT, 0)).isEmpty();
      assertThat(table.missingNonces(ACCOUNT, 3)).containsExactly(new NonceRange(0, 3));

      table.save(
          List.of(
              write(ACCOUNT, "a", 2),
              write(ACCOUNT, "b", 3),
              write(ACCOUNT, "filler of b", 3),
              write(ACCOUNT, "c", 6),
              write("0xb", "of another account", 5)));
      table.finish("b", "abandoned: the filler took its nonce");

      assertThat(table.missingNonces(ACCOUNT, 9))
          .containsExactly(new NonceRange(0, 2), new NonceRange(4, 6), new NonceRange(7, 9));
      assertThat(table.missingNonces(ACCOUNT, 7))
          .containsExactly(new NonceRange(0, 2), new NonceRange(4, 6));
      assertThat(table.missingNonces(ACCOUNT, 5))
          .containsExactly(new NonceRange(0, 2), new NonceRange(4, 5));
      assertThat(table.missingNonces(ACCOUNT, 1)).containsExactly(new NonceRange(0, 1));
      assertThat(table.missingNonces(ACCOUNT, 3, 9))
          .containsExactly(new NonceRange(4, 6), new NonceRange(7, 9));
      assertThat(table.missingNonces(ACCOUNT, 5, 9))
          .containsExactly(new NonceRange(5, 6), new NonceRange(7, 9));
      assertThat(table.missingNonces(ACCOUNT, 2, 4)).isEmpty();
      assertThat(table.missingNonces(ACCOUNT, 8, 9)).containsExactly(new NonceRange(8, 9));
    }
  }

  @Test
  void shouldTellAllThatWasSignedForAReference_andNothingOfOthers() {
    try (Database database =
        Database.open(
            folder.resolve("proxy.db"),
            MIGRATIONS,
            DatabaseSettings.standard(),
            new SimpleMeterRegistry())) {
      new PreparedWriteTable(database)
          .save(
              List.of(
                  write(ACCOUNT, "a/1", 1),
                  write(ACCOUNT, "a/1" + PreparedWrites.RAISED + "1", 1),
                  write(ACCOUNT, "a/1" + PreparedWrites.RAISED + "12", 1),
                  write(ACCOUNT, "a/1/2", 2),
                  write(ACCOUNT, "a/1/2" + PreparedWrites.RAISED + "1", 2),
                  write(ACCOUNT, "a/12", 3)));

      assertThat(hashes(database, "a/1"))
          .containsExactly("0xa/1", "0xa/1/raised:1", "0xa/1/raised:12");
      assertThat(hashes(database, "a")).isEmpty();
    }
  }

  private static List<String> hashes(Database database, String reference) {
    return database.read(handle -> PreparedWriteTable.hashes(handle, reference));
  }

  @Test
  void shouldKeepWhatIsNotWanted_untilItIsFinished() {
    try (Database database =
        Database.open(
            folder.resolve("proxy.db"),
            MIGRATIONS,
            DatabaseSettings.standard(),
            new SimpleMeterRegistry())) {
      PreparedWriteTable table = new PreparedWriteTable(database);
      table.save(
          List.of(write(ACCOUNT, "a", 1), write(ACCOUNT, "b", 2), write("0xb", "of another", 3)));
      table.finish("b", "finished");

      assertThat(table.withdraw("a")).isTrue();
      assertThat(table.withdraw("a")).as("once more").isTrue();
      assertThat(table.withdraw("of another")).isTrue();
      assertThat(table.withdraw("b")).as("it has an end").isFalse();
      assertThat(table.withdraw("unheard of")).isFalse();

      assertThat(table.withdrawn(ACCOUNT)).containsExactly("a");
      table.finish("a", "abandoned");
      assertThat(table.withdrawn(ACCOUNT)).isEmpty();
    }
  }
}
