package io.govchain.crosschain.recorder;

import static io.govchain.crosschain.fixture.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.evm.send.PreparedTransaction;
import io.govchain.service.http.HealthProbe;
import io.govchain.service.sending.PreparedTransactionTable;
import org.junit.jupiter.api.Test;

/** The recorder after the end of its process, and after failures of its journal. */
class RecorderRecoveryTest extends Recording {
  @Test
  void shouldSendTheVeryBytesThatWereSaved_whenTheProcessDiesBeforeBroadcasting() throws Exception {
    String transaction = saveAndDie();
    PreparedTransaction prepared = new PreparedTransactionTable(database).unfinished().getFirst();
    assertThat(pending()).as("broadcast so far").isZero();
    recorder.close();
    database.close();

    open(store -> store);
    recorder.start();

    eventually("it is broadcast", () -> pending() == 1);
    consortium.anvil().mine();
    eventually("nothing is queued", () -> journal.recordQueue().size() == 0);
    assertOpen(transaction);
    assertThat(sent()).isEqualTo(1);
    assertThat(consortium.anvil().client().receipt(prepared.hash())).isPresent();
  }

  @Test
  void shouldLearnThatABatchLanded_whenTheProcessWasDeadMeanwhile() {
    String transaction = forward(AN_HOUR);
    recorder.start();
    eventually("it is broadcast", () -> pending() == 1);
    close();
    consortium.anvil().mine();

    open(store -> store);
    recorder.start();

    eventually("nothing is queued", () -> journal.recordQueue().size() == 0);
    assertOpen(transaction);
    assertThat(sent()).isEqualTo(1);
  }

  @Test
  void shouldBeWellAgain_whenTheJournalRefusedOnceAndNothingIsQueued() {
    rename("record_queue", "away");
    recorder.start();
    eventually("the loop's failure is told", () -> !health().ok());
    assertThat(recorder.problem()).startsWith("entries wait: ");

    rename("away", "record_queue");

    eventually("the loop goes on", () -> health().ok());
    eventually("nothing waits", () -> recorder.problem().isEmpty());
    assertThat(metrics.get("govchain.loops.failing").gauge().value()).isZero();
  }

  @Test
  void shouldTakeUpTheBatchAgain_whenTheJournalRefusedToFinishIt() {
    String transaction = forward(AN_HOUR);
    recorder.start();
    eventually("the batch waits for its block", () -> pending() == 1);
    rename("record_queue", "away");
    consortium.anvil().mine();
    eventually("the loop's failure is told", () -> !health().ok());

    rename("away", "record_queue");

    eventually("nothing is queued", () -> journal.recordQueue().size() == 0);
    eventually("the loop goes on", () -> health().ok());
    assertThat(recorder.problem()).isEmpty();
    assertThat(sent()).as("transactions of the account").isEqualTo(1);
    assertOpen(transaction);
  }

  private void rename(String table, String name) {
    database.writeAndWait(handle -> handle.execute("ALTER TABLE " + table + " RENAME TO " + name));
  }

  private HealthProbe.Finding health() {
    try {
      return loops.probe().check().call();
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
