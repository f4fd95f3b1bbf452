package io.govchain.subchain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.adapter.PreparedWrite;
import io.govchain.amdp.StepAction;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.subchain.journal.Executions.Outstanding;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for its signed write, by the name that the database and the adapter agree on. */
class OutstandingTest {
  private static final String MIGRATIONS = "classpath:io/govchain/subchain/migrations";

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database =
        Database.open(
            folder.resolve("proxy.db"),
            MIGRATIONS,
            DatabaseSettings.standard(),
            new SimpleMeterRegistry());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shouldFindTheWriteOfThePresentAttempt_whicheverItIs() {
    StoredExecution first = kept("a", StepAction.EXECUTE, 1);
    StoredExecution third = kept("a", StepAction.COMPENSATE, 3);
    signed(first.reference(), 0);
    signed(third.reference(1), 1);
    signed(third.reference(), 2);

    assertThat(outstanding("", 10))
        .containsExactlyInAnyOrder(waiting(first), waiting(third))
        .extracting(Outstanding::reference)
        .doesNotContain(third.reference(1));
  }

  @Test
  void shouldTellWholeTransactions_asManyAsWereAskedFor() {
    StoredExecution one = kept("b", StepAction.EXECUTE, 1);
    StoredExecution two = kept("b", StepAction.COMPENSATE, 2);
    StoredExecution later = kept("d", StepAction.EXECUTE, 1);
    kept("a", StepAction.EXECUTE, 1);
    StoredExecution formerOnly = kept("c", StepAction.COMPENSATE, 2);
    signed(one.reference(), 0);
    signed(two.reference(), 1);
    signed(later.reference(), 2);
    signed(formerOnly.reference(1), 3);

    assertThat(outstanding("", 1)).containsExactlyInAnyOrder(waiting(one), waiting(two));
    assertThat(outstanding("b", 1)).containsExactly(waiting(later));
    database.writeAndWait(
        handle -> {
          Executions.finish(handle, later.key(), "{}");
          return true;
        });
    assertThat(outstanding("b", 1)).isEmpty();
  }

  private List<Outstanding> outstanding(String after, int most) {
    return database.read(handle -> Executions.outstanding(handle, after, most));
  }

  private static Outstanding waiting(StoredExecution execution) {
    return new Outstanding(
        execution.key(), execution.reference(), "hash of " + execution.reference());
  }

  private StoredExecution kept(String transaction, StepAction action, int attempt) {
    StoredExecution execution =
        new StoredExecution(
            new ExecutionKey(transaction, 0, action), attempt, "c", "d", "{}", Optional.empty());
    database.writeAndWait(
        handle -> {
          Executions.insert(handle, execution);
          return true;
        });
    return execution;
  }

  private void signed(String reference, long nonce) {
    new PreparedWriteTable(database)
        .save(
            List.of(
                new PreparedWrite(reference, "0xa", nonce, "hash of " + reference, new byte[1])));
  }
}
