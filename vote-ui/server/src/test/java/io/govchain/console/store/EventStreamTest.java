package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of the log tells of one moment, whatever happens to the index while it is made. */
class EventStreamTest {
  private static final int EVENTS = 2_000;
  private static final EventLog.Filter ALL =
      new EventLog.Filter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());

  @TempDir Path folder;

  @Test
  void shouldLeaveNothingOut_whenAReorganisationTakesBlocksBackMeanwhile() {
    try (ConsoleStore store =
        ConsoleStore.open(
            folder.resolve("index.db"),
            1,
            "0x" + "00".repeat(32),
            ConsoleStore.OtherChain.REFUSE,
            new SimpleMeterRegistry())) {
      fill(store);
      List<Long> told = new ArrayList<>();
      store.events().stream(
          ALL,
          EVENTS,
          event -> {
            if (told.isEmpty()) {
              takeBack(store);
            }
            told.add(event.number());
          });
      assertThat(told).hasSize(EVENTS).startsWith((long) EVENTS).endsWith(1L);
    }
  }

  private static void fill(ConsoleStore store) {
    store
        .database()
        .writeAndWait(
            handle -> {
              handle.execute("INSERT INTO blocks VALUES (1, 'h', 10, 1, 0, NULL, '', 1, 1, 1)");
              handle.execute("INSERT INTO carriers VALUES (1, 1, x'01', x'02')");
              return handle.execute(
                  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                      + " INSERT INTO events SELECT i, 1, 'VoteCast', '{}' FROM n",
                  EVENTS);
            });
  }

  private static void takeBack(ConsoleStore store) {
    store.database().writeAndWait(handle -> handle.execute("DELETE FROM events"));
  }
}
