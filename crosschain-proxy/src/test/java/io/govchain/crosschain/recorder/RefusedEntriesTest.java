package io.govchain.crosschain.recorder;

import static io.govchain.crosschain.fixture.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The recorder whose entries or batches the record does not take. */
class RefusedEntriesTest extends Recording {
  @Test
  void shouldRecordTheOthers_whenTheRecordRejectsAnEntry() {
    String late = forward(1);
    for (int i = 0; i < 5; i++) {
      consortium.anvil().mine();
    }
    String good = forward(AN_HOUR);
    recorder.start();
    eventually("the batch waits for its block", () -> pending() == 1);
    consortium.anvil().mine();
    eventually("nothing is queued", () -> journal.recordQueue().size() == 0);
    follow();

    assertOpen(good);
    assertThat(status(good)).isEqualTo(ApplicationStatus.Executing);
    assertThat(consortium.chain().transaction(late)).isEmpty();
    assertThat(status(late)).isEqualTo(ApplicationStatus.Rejected);
  }

  @Test
  void shouldLoseNothing_whenTheAccountMayNotRecordForAWhile() {
    consortium.act("registry/governor", GovernanceCalls.freezeAccount(KEY.address()));
    String transaction = forward(AN_HOUR);
    recorder.start();
    eventually("it is broadcast", () -> pending() == 1);
    consortium.anvil().mine();
    eventually("the refusal is told", () -> recorder.problem().contains("refused a batch"));
    assertThat(journal.recordQueue().size()).isEqualTo(1);
    assertThat(consortium.chain().transaction(transaction)).isEmpty();

    consortium.decide(GovernanceActions.unfreezeAccount(KEY.address()));
    eventually(
        "nothing is queued",
        () -> {
          consortium.anvil().mine();
          return journal.recordQueue().size() == 0;
        });

    assertOpen(transaction);
    assertThat(recorder.problem()).isEmpty();
  }

  /** Whoever was shut out for a while has much to tell, and deadlines to keep. */
  @Test
  void shouldSoonCloseLargeBatchesAgain_whenSingleEntriesWereRefused() {
    consortium.act("registry/governor", GovernanceCalls.freezeAccount(KEY.address()));
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      all.add(forward(AN_HOUR));
    }
    recorder.start();
    eventually(
        "a single entry is refused",
        () -> {
          consortium.anvil().mine();
          return recorder.problem().contains("refused a batch of 1 entries");
        });
    for (int i = 0; i < 38; i++) {
      all.add(forward(AN_HOUR));
    }
    consortium.decide(GovernanceActions.unfreezeAccount(KEY.address()));
    eventually(
        "nothing is queued",
        () -> {
          consortium.anvil().mine();
          return journal.recordQueue().size() == 0;
        });

    assertThat(all).allSatisfy(this::assertOpen);
    eventually(
        "the batches are counted",
        () -> metrics.get("govchain.recorder.batch.entries").summary().totalAmount() == 40);
    assertThat(metrics.get("govchain.recorder.batch.entries").summary().count())
        .as("one alone, a few together, then all that are left")
        .isLessThanOrEqualTo(8);
  }

  @Test
  void shouldRecordTheOthers_whenACallIsMissing() {
    String lost = forward(AN_HOUR);
    String good = forward(AN_HOUR);
    database.writeAndWait(
        handle -> handle.execute("DELETE FROM calls WHERE transaction_id = ?", lost));
    recorder.start();
    eventually("the batch waits for its block", () -> pending() == 1);
    consortium.anvil().mine();

    eventually("nothing is queued", () -> journal.recordQueue().size() == 0);
    assertOpen(good);
    assertThat(consortium.chain().transaction(lost)).isEmpty();
  }
}
