package io.govchain.service.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.loop.Loops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final long NOW = 1_790_000_000;
  private static final long DAY = Duration.ofDays(1).toSeconds();

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database =
        Database.open(
            folder.resolve("messages.db"),
            "classpath:test-migrations",
            DatabaseSettings.standard(),
            new SimpleMeterRegistry());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shouldForgetWhatExpiredLongAgo_andNothingElse() {
    for (int i = 0; i < 1_100; i++) {
      received("old-" + i, NOW - DAY - 1);
    }
    received("just-expired", NOW - 1);
    received("valid", NOW + 1);
    setAside(1, NOW - 31 * DAY);
    setAside(2, NOW - 29 * DAY);

    try (Retention retention =
        new Retention(database, () -> NOW, new Loops(new SimpleMeterRegistry()))) {
      retention.sweep();
    }

    assertThat(count("inbox")).isEqualTo(2);
    assertThat(count("outbox_set_aside")).isEqualTo(1);
  }

  @Test
  void shouldForgetNothing_whenTheTimeIsNotKnown() {
    received("old", 1);
    setAside(1, 1);

    try (Retention retention =
        new Retention(database, () -> 0, new Loops(new SimpleMeterRegistry()))) {
      retention.sweep();
    }

    assertThat(count("inbox")).isEqualTo(1);
    assertThat(count("outbox_set_aside")).isEqualTo(1);
  }

  private void received(String id, long expires) {
    database.writeAndWait(handle -> Inbox.record(handle, "a/b", id, "0x", expires));
  }

  private void setAside(long sequence, long at) {
    database.writeAndWait(
        handle ->
            handle.execute(
                "INSERT INTO outbox_set_aside VALUES (?, ?, 'a/b', '', 0, ?, 'code', '', x'00')",
                sequence,
                "id-" + sequence,
                at));
  }

  private int count(String table) {
    return database.read(
        handle -> handle.select("SELECT count(*) FROM " + table).mapTo(Integer.class).one());
  }
}
