package io.govchain.crosschain.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.crosschain.journal.Journal;
import io.govchain.evm.send.PreparedTransaction;
import io.govchain.evm.send.StoredTransaction;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.sending.PreparedTransactionTable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedTransactionTableTest {
  private static final PreparedTransaction FIRST = prepared("a", 7);
  private static final PreparedTransaction SECOND = prepared("b", 8);

  @TempDir Path folder;
  private Database database;
  private PreparedTransactionTable table;

  @BeforeEach
  void open() {
    database =
        Database.open(
            folder.resolve("journal.db"),
            Journal.SCHEMA,
            DatabaseSettings.standard(),
            new SimpleMeterRegistry());
    table = new PreparedTransactionTable(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shouldKnowNothing_whenEmpty() {
    assertThat(table.unfinished()).isEmpty();
    assertThat(table.byReference("a")).isEmpty();
    assertThat(table.highestNonce()).isEmpty();
  }

  @Test
  void shouldKeepWhatWasSaved_whenReopened() {
    table.saveAll(List.of(SECOND, FIRST));
    database.close();
    open();

    assertThat(table.unfinished()).containsExactly(FIRST, SECOND);
    assertThat(table.byReference("b").orElseThrow())
        .isEqualTo(new StoredTransaction(SECOND, new StoredTransaction.End.Unfinished()));
    assertThat(table.highestNonce()).hasValue(8);
  }

  @Test
  void shouldSaveAllOrNone_whenAReferenceIsTaken() {
    table.save(FIRST);

    assertThatThrownBy(() -> table.saveAll(List.of(SECOND, prepared("a", 9))))
        .hasMessageContaining("UNIQUE");

    assertThat(table.unfinished()).containsExactly(FIRST);
  }

  @Test
  void shouldRememberTheEnd_whenAbandoned() {
    table.saveAll(List.of(FIRST, SECOND));

    table.abandon("b", "another used the nonce");
    table.abandon("b", "another used the nonce");

    assertThat(table.unfinished()).containsExactly(FIRST);
    assertThat(table.byReference("b").orElseThrow().end())
        .isEqualTo(new StoredTransaction.End.Abandoned("another used the nonce"));
    assertThat(table.highestNonce()).as("its nonce is used up").hasValue(8);
  }

  @Test
  void shouldAllowAFiller_whenItSharesTheNonce() {
    table.save(FIRST);
    table.save(prepared("filler:7", 7));

    assertThat(table.unfinished()).hasSize(2);
  }

  private static PreparedTransaction prepared(String reference, long nonce) {
    return new PreparedTransaction(
        reference, nonce, "0x%064x".formatted(nonce), "0xraw-" + reference);
  }
}
