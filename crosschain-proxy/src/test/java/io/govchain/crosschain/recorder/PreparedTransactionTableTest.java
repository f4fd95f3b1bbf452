package io.govchain.crosschain.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.crosschain.fixture.Anvil;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.crosschain.journal.Journal;
import io.govchain.evm.send.PreparedTransaction;
import io.govchain.evm.send.StoredTransaction;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.sending.PreparedTransactionTable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedTransactionTableTest {
  private static final String ACCOUNT = "0x" + "ab".repeat(20);
  private static final String OTHER = "0x" + "cd".repeat(20);
  private static final PreparedTransaction FIRST = prepared("a", 7);
  private static final PreparedTransaction SECOND = prepared("b", 8);

  @TempDir Path folder;
  private String file = "journal.db";
  private Database database;
  private PreparedTransactionTable table;

  @BeforeEach
  void open() {
    database =
        Database.open(
            folder.resolve(file),
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
    assertThat(table.highestNonce(ACCOUNT)).isEmpty();
  }

  @Test
  void shouldKeepWhatWasSaved_whenReopened() {
    table.saveAll(List.of(SECOND, FIRST));
    database.close();
    open();

    assertThat(table.unfinished()).containsExactly(FIRST, SECOND);
    assertThat(table.byReference("b").orElseThrow())
        .isEqualTo(new StoredTransaction(SECOND, new StoredTransaction.End.Unfinished()));
    assertThat(table.highestNonce(ACCOUNT)).hasValue(8);
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
    assertThat(table.highestNonce(ACCOUNT)).as("its nonce is used up").hasValue(8);
  }

  @Test
  void shouldAllowAFiller_whenItSharesTheNonce() {
    table.save(FIRST);
    table.save(prepared(ACCOUNT + "/filler:7", 7));

    assertThat(table.unfinished()).hasSize(2);
  }

  @Test
  void shouldCountByAccount_whenThereWereSeveral() {
    PreparedTransaction others = prepared("c", OTHER, 5_000);
    table.saveAll(List.of(FIRST, others));

    assertThat(table.highestNonce(ACCOUNT)).hasValue(7);
    assertThat(table.highestNonce(OTHER)).hasValue(5_000);
    assertThat(table.unfinished(ACCOUNT)).containsExactly(FIRST);
    assertThat(table.unfinished(OTHER)).containsExactly(others);
    assertThat(table.unfinished()).containsExactly(FIRST, others);
    assertThat(table.byReference("c").orElseThrow().prepared()).isEqualTo(others);
  }

  @Test
  void shouldRecoverTheAccounts_whenTheTableIsFromBefore() {
    SigningKey former = Anvil.key("former");
    SigningKey present = Anvil.key("present");
    RawTransaction old = signed(former, 5_000);
    RawTransaction own = signed(present, 0);
    Jdbi before = earlierTable();
    insert(before, "record-1", old, "finished");
    insert(before, "filler:5000", old, "prepared");
    insert(before, "record-2", own, "prepared");
    database.close();
    open();

    assertThat(table.highestNonce(former.address())).hasValue(5_000);
    assertThat(table.highestNonce(present.address())).hasValue(0);
    assertThat(table.byReference("record-1").orElseThrow().prepared().account())
        .isEqualTo(former.address());
    assertThat(table.unfinished(former.address()))
        .containsExactly(
            new PreparedTransaction(
                former.address() + "/filler:5000", former.address(), 5_000, old.hash(), old.raw()));
    assertThat(table.unfinished(present.address()))
        .extracting(PreparedTransaction::reference)
        .containsExactly("record-2");
  }

  private Jdbi earlierTable() {
    String url = "jdbc:sqlite:" + folder.resolve("earlier.db");
    Flyway.configure()
        .dataSource(url, "", "")
        .locations(Journal.SCHEMA)
        .table("schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .target("9")
        .load()
        .migrate();
    file = "earlier.db";
    return Jdbi.create(url);
  }

  private static void insert(Jdbi earlier, String reference, RawTransaction raw, String state) {
    earlier.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO prepared_transactions (reference, nonce, hash, raw, state)"
                    + " VALUES (?, ?, ?, ?, ?)",
                reference,
                raw.nonce(),
                raw.hash(),
                raw.raw(),
                state));
  }

  private static RawTransaction signed(SigningKey key, long nonce) {
    return key.signTransaction(
        new UnsignedTransaction(
            Consortium.CHAIN,
            nonce,
            Optional.of(OTHER),
            BigInteger.ZERO,
            "0x",
            21_000,
            UnsignedTransaction.GasPrice.zero()));
  }

  private static PreparedTransaction prepared(String reference, long nonce) {
    return prepared(reference, ACCOUNT, nonce);
  }

  private static PreparedTransaction prepared(String reference, String account, long nonce) {
    return new PreparedTransaction(
        reference, account, nonce, "0x%064x".formatted(nonce), "0xraw-" + reference);
  }
}
