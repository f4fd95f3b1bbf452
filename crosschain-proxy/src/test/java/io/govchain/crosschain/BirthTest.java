package io.govchain.crosschain;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.EngineSamples;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Policy;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.journal.BlockStepped;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.TransactionInput;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.database.Sql;
import io.govchain.service.loop.Loops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that was put back from a copy does not deny what it does not remember. */
class BirthTest {
  private static final String TRANSACTION = "0x1";
  private static final String PEER = "b";
  private static final int ITS_STEP = 1;

  @TempDir Path folder;
  private Database database;
  private Journal journal;
  private Birth birth;

  @AfterEach
  void close() {
    database.close();
  }

  private Path file() {
    return folder.resolve("proxy.db");
  }

  private void start() {
    database =
        Database.open(
            file(), Journal.SCHEMA, DatabaseSettings.standard(), new SimpleMeterRegistry());
    journal = new Journal(database, new Engine(Policy.STANDARD));
    birth = Birth.begin(database, file(), journal, new Loops(new SimpleMeterRegistry()));
  }

  private void restart() {
    database.close();
    start();
  }

  /** Of a proxy that was stopped for it, as the manual says. */
  private void copy() throws IOException {
    database.close();
    Files.copy(file(), folder.resolve("copy.db"));
    start();
  }

  private void putBack() throws IOException {
    database.close();
    for (String suffix : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(folder.resolve("proxy.db" + suffix));
    }
    Files.copy(folder.resolve("copy.db"), file());
    start();
  }

  private void opened(String transaction) {
    journal
        .step(transaction, new Input.RecordOpened(EngineSamples.plan(transaction, PEER), false, 15))
        .join();
  }

  private StepProgress.Stage stage(String transaction) {
    TransactionState state = journal.transactions().find(transaction).orElseThrow();
    return state.known().orElseThrow().step(ITS_STEP).stage();
  }

  private void givenUp() {
    BlockStepped block =
        journal
            .block(
                60,
                List.of(
                    new TransactionInput(
                        TRANSACTION, new Input.StatusChangedOnChain(ChainStatus.Compensating))))
            .join();
    assertThat(block.failed()).isEmpty();
  }

  private long entries() {
    return database.read(
        handle -> handle.createQuery("SELECT COUNT(*) FROM record_queue").mapTo(Long.class).one());
  }

  @Test
  void shouldStayAsItIs_whenTheProxyStartsAgainWithItsOwnJournal() {
    start();
    assertThat(birth.at(10)).isEqualTo(10);
    opened(TRANSACTION);

    restart();

    assertThat(birth.at(50)).isEqualTo(10);
    assertThat(stage(TRANSACTION)).isEqualTo(StepProgress.Stage.Idle);
    givenUp();
    assertThat(entries()).as("the step was never started, which it may say").isEqualTo(1);
  }

  @Test
  void shouldNotDenyAStep_whenAnOlderCopyIsPutBack() throws Exception {
    start();
    birth.at(10);
    opened(TRANSACTION);
    copy();
    journal
        .step(
            TRANSACTION,
            new Input.StepRequested(
                EngineSamples.plan(TRANSACTION, PEER), ITS_STEP, "a", List.of(), 20))
        .join();
    assertThat(stage(TRANSACTION)).isEqualTo(StepProgress.Stage.Queued);

    putBack();

    assertThat(birth.at(50)).as("what was opened by now may be done").isEqualTo(50);
    assertThat(stage(TRANSACTION)).isEqualTo(StepProgress.Stage.Unknown);
    givenUp();
    assertThat(entries()).isZero();
  }

  @Test
  void shouldNotDenyAStep_whenTheCopyWasMadeWithoutARestart() throws Exception {
    start();
    birth.at(10);
    opened(TRANSACTION);
    try (Connection running = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement backup = running.createStatement()) {
      backup.executeUpdate("backup to '" + folder.resolve("copy.db") + "'");
    }
    birth.renew();

    putBack();

    assertThat(birth.at(50)).isEqualTo(50);
    assertThat(stage(TRANSACTION)).isEqualTo(StepProgress.Stage.Unknown);
  }

  @Test
  void shouldRememberThatItIsACopy_whenTheProxyEndsBeforeTheChainAnswers() throws Exception {
    start();
    birth.at(10);
    opened(TRANSACTION);
    copy();
    putBack();

    restart();

    assertThat(birth.at(50)).isEqualTo(50);
    assertThat(stage(TRANSACTION)).isEqualTo(StepProgress.Stage.Unknown);
  }

  @Test
  void shouldTellTheOthers_whenTheStateOfOneCannotBeRead() throws Exception {
    start();
    opened("0x0");
    opened(TRANSACTION);
    database.writeAndWait(
        handle -> Sql.update(handle, "UPDATE transactions SET state = '{}' WHERE id = '0x0'"));
    copy();

    putBack();

    assertThat(stage(TRANSACTION)).isEqualTo(StepProgress.Stage.Unknown);
  }
}
