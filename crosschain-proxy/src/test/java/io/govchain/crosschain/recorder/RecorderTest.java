package io.govchain.crosschain.recorder;

import static io.govchain.crosschain.fixture.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.governance.GovernanceCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the recorder puts together, and what rides which block. */
class RecorderTest extends Recording {
  @Test
  void shouldPutWhatQueuesMeanwhileIntoTheNextBatch_whenManyEntriesAreUnderWay() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(forward(AN_HOUR));
    }
    recorder.start();
    eventually("the first batch waits for its block", () -> pending() == 1);

    for (int i = 0; i < 5; i++) {
      all.add(forward(AN_HOUR));
      recorder.wake();
    }
    consortium.anvil().mine();
    eventually("the second batch waits for its block", () -> pending() == 1 && sent() == 1);
    consortium.anvil().mine();

    eventually("nothing is queued", () -> journal.recordQueue().size() == 0);
    assertThat(sent()).as("transactions of the account").isEqualTo(2);
    assertThat(all).allSatisfy(this::assertOpen);
    assertThat(recorder.problem()).isEmpty();
    eventually(
        "the batches are counted",
        () -> metrics.get("govchain.recorder.batch.entries").summary().totalAmount() == 13);
    assertThat(metrics.get("govchain.recorder.batch.entries").summary().max()).isEqualTo(8);
  }

  @Test
  void shouldTellThatEntriesWait_whenNoBlockTakesTheirBatch() {
    close();
    patience = Duration.ofSeconds(2);
    open(store -> store);
    forward(AN_HOUR);
    recorder.start();
    eventually("the batch waits for its block", () -> pending() == 1);

    eventually("it is told", () -> recorder.problem().contains("no block does"));
    consortium.anvil().mine();
    eventually("nothing is queued", () -> journal.recordQueue().size() == 0);
    eventually("all is well", () -> recorder.problem().isEmpty());
  }

  @Test
  void shouldTakeTheSameBlock_whenAnEntryComesWhileFewAreUnderWay() {
    String first = forward(AN_HOUR);
    recorder.start();
    eventually("the first batch waits for a block", () -> pending() == 1);
    String second = forward(AN_HOUR);
    recorder.wake();
    eventually("the second waits for the same", () -> pending() == 2);
    consortium.anvil().mine();

    eventually("nothing is queued", () -> journal.recordQueue().size() == 0);
    assertThat(List.of(first, second)).allSatisfy(this::assertOpen);
  }

  @Test
  void shouldHaveFewBatchesUnderWay_whenEntriesComeOneByOne() {
    recorder.start();
    List<String> all = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      all.add(forward(AN_HOUR));
      recorder.wake();
      long batches = i;
      eventually("it waits for a block", () -> pending() == batches);
    }
    all.add(forward(AN_HOUR));
    recorder.wake();
    consortium.anvil().mine();
    eventually("the fifth came later", () -> sent() == 4 && pending() == 1);
    consortium.anvil().mine();

    eventually("nothing is queued", () -> journal.recordQueue().size() == 0);
    assertThat(all).allSatisfy(this::assertOpen);
  }

  @Test
  void shouldHaveNoBatchRefused_whenMoreIsQueuedThanTheLedgerTakesAtOnce() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < GovernanceCalls.MOST_ENTRIES + 44; i++) {
      all.add(forward(AN_HOUR));
    }
    recorder.start();
    for (int batch = 1; batch <= 2; batch++) {
      eventually("a batch waits for its block", () -> pending() == 1);
      consortium.anvil().mine();
    }

    eventually("nothing is queued", () -> journal.recordQueue().size() == 0);
    assertThat(recorder.problem()).isEmpty();
    assertThat(sent()).as("transactions of the account").isEqualTo(2);
    assertThat(all).allSatisfy(this::assertOpen);
  }

  @Test
  void shouldSplitBatchesAndKeepThemSmall_whenABlockHasNoRoomForALargeOne() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      all.add(forward(AN_HOUR));
    }
    consortium.anvil().client().rpc("evm_setBlockGasLimit", "0x2dc6c0");
    recorder.start();

    eventually(
        "nothing is queued",
        () -> {
          consortium.anvil().mine();
          return journal.recordQueue().size() == 0;
        });
    assertThat(all).allSatisfy(this::assertOpen);
    assertThat(metrics.get("govchain.recorder.batch.entries").summary().max()).isLessThan(60);
  }

  @Test
  void shouldSplitABatchThatWasClosedBefore_whenItIsLargerThanTheLedgerTakes() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < GovernanceCalls.MOST_ENTRIES + 44; i++) {
      all.add(forward(AN_HOUR));
    }
    journal.recordQueue().close("record-before", 300).join();
    recorder.start();

    eventually(
        "nothing is queued",
        () -> {
          consortium.anvil().mine();
          return journal.recordQueue().size() == 0;
        });
    assertThat(all).allSatisfy(this::assertOpen);
  }
}
