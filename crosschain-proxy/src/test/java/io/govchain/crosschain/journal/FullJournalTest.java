package io.govchain.crosschain.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.EngineSamples;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Policy;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseException;
import io.govchain.service.database.DatabaseSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk fills up in the middle of a block of many transactions. */
class FullJournalTest {
  private static final int PAGE_BYTES = 4096;

  /** Enough for some of the block's transactions and by far not for all. */
  private static final int ROOM_PAGES = 30;

  private static final int TRANSACTIONS = 200;

  @TempDir Path folder;

  @Test
  void shouldTakeInNothingOfTheBlockAndAllOfItLater_whenTheDiskFillsUpInIt() throws IOException {
    try (Database empty = open(DatabaseSettings.standard())) {
      assertThat(new Journal(empty, new Engine(Policy.STANDARD)).lastBlock()).isEmpty();
    }
    long pages = Files.size(folder.resolve("journal.db")) / PAGE_BYTES + ROOM_PAGES;
    try (Database small = open(DatabaseSettings.standard().withMaxPages(pages))) {
      Journal journal = new Journal(small, new Engine(Policy.STANDARD));

      assertThatThrownBy(() -> journal.block(7, openings()).join())
          .hasCauseInstanceOf(DatabaseException.class)
          .hasMessageContaining("database-full");

      assertThat(small.failure()).isPresent();
      assertThat(journal.lastBlock()).isEmpty();
      assertThat(journal.transactions().unfinished()).isEmpty();
    }
    try (Database roomy = open(DatabaseSettings.standard())) {
      Journal journal = new Journal(roomy, new Engine(Policy.STANDARD));

      assertThat(journal.block(7, openings()).join().failed()).isEmpty();

      assertThat(journal.lastBlock()).hasValue(7);
      assertThat(journal.transactions().unfinished()).hasSize(TRANSACTIONS);
    }
  }

  private static List<TransactionInput> openings() {
    return IntStream.range(0, TRANSACTIONS)
        .mapToObj(i -> "0x" + i)
        .map(
            id ->
                new TransactionInput(
                    id, new Input.RecordOpened(EngineSamples.plan(id, "a"), false, 15)))
        .toList();
  }

  private Database open(DatabaseSettings settings) {
    return Database.open(
        folder.resolve("journal.db"), Journal.SCHEMA, settings, new SimpleMeterRegistry());
  }
}
