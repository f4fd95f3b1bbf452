package io.govchain.crosschain.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Settled;
import org.junit.jupiter.api.Test;

/** Entries on their way to the record. */
class RecordQueueTest extends JournalCase {
  @Test
  void shouldQueueAnEntryOnce_whenItIsAskedForAgain() {
    step("0x1", call("0x1"));
    step("0x1", new Input.Restarted());

    assertThat(journal.recordQueue().size()).isEqualTo(1);
  }

  @Test
  void shouldSayWhatWasNamedLast_whenTheFormerIsUnderWay() {
    RecordQueue queue = escalatedAndAgreed("0xfirst");
    step("0x1", new Input.ResolutionAgreed("0xsecond"));
    RecordBatch former = queue.close("batch-2", 256).join().orElseThrow();
    step("0x1", new Input.ResolutionAgreed("0xthird"));
    assertThat(former.entries()).extracting(QueuedEntry::digest).containsExactly("0xsecond");
    assertThat(queue.close("batch-3", 256).join()).as("it overtakes nothing").isEmpty();

    queue.finish("batch-2").join();
    step("0x1", new Input.StepReportedOnChain(Entry.WHOLE, Entry.Resolved, "0xsecond", true));

    assertThat(queue.close("batch-3", 256).join().orElseThrow().entries())
        .extracting(QueuedEntry::digest)
        .containsExactly("0xthird");
  }

  @Test
  void shouldNotSayWhatWasTakenBack_whenItsBatchIsRefused() {
    RecordQueue queue = escalatedAndAgreed("0xfirst");
    RecordBatch refused = queue.close("batch-2", 256).join().orElseThrow();
    step("0x1", new Input.ResolutionAgreed("0xsecond"));

    queue.reopen(refused).join();

    assertThat(queue.close("batch-3", 256).join().orElseThrow().entries())
        .extracting(QueuedEntry::digest)
        .containsExactly("0xsecond");
  }

  @Test
  void shouldSayItOnce_whenTheFormerIsAgreedToAgainWhileUnderWay() {
    RecordQueue queue = escalatedAndAgreed("0xfirst");
    queue.close("batch-2", 256).join();
    step("0x1", new Input.ResolutionAgreed("0xsecond"));
    step("0x1", new Input.ResolutionAgreed("0xfirst"));

    queue.finish("batch-2").join();

    assertThat(queue.size()).isZero();
  }

  @Test
  void shouldCloseAnother_whenABatchAboutOthersIsUnderWay() {
    step("0x1", call("0x1"));
    step("0x2", call("0x2"));
    RecordQueue queue = journal.recordQueue();
    assertThat(queue.close("batch-1", 1).join()).isPresent();

    RecordBatch second = queue.close("batch-2", 1).join().orElseThrow();

    assertThat(second.entries()).extracting(QueuedEntry::transaction).containsExactly("0x2");
    assertThat(queue.unfinished()).hasSize(2);
  }

  @Test
  void shouldGiveTheSameBatchAgain_untilItIsFinished() {
    step("0x1", call("0x1"));
    step("0x2", call("0x2"));
    RecordBatch batch = journal.recordQueue().close("batch-1", 256).join().orElseThrow();
    step("0x3", call("0x3"));
    reopen();

    assertThat(batch.entries()).extracting(QueuedEntry::transaction).containsExactly("0x1", "0x2");
    assertThat(batch.entries()).extracting(QueuedEntry::entry).containsOnly(Entry.Opened);
    assertThat(journal.recordQueue().unfinished()).containsExactly(batch);
    assertThat(journal.recordQueue().finish("batch-1").join()).isEqualTo(2);
    assertThat(journal.recordQueue().unfinished()).isEmpty();
    RecordBatch alone = journal.recordQueue().close("batch-2", 1).join().orElseThrow();
    assertThat(alone.entries()).extracting(QueuedEntry::transaction).containsExactly("0x3");
    assertThat(journal.recordQueue().close("batch-3", 1).join()).isEmpty();
    assertThat(journal.recordQueue().reopen(alone).join()).isEqualTo(1);
    assertThat(journal.recordQueue().close("batch-4", 1).join()).isPresent();
  }

  @Test
  void shouldLetTheOthersGoFirst_whenAnEntryThatWasAloneIsRefused() {
    step("0x1", call("0x1"));
    step("0x2", call("0x2"));
    RecordBatch poisoned = journal.recordQueue().close("batch-1", 1).join().orElseThrow();
    assertThat(poisoned.entries()).extracting(QueuedEntry::transaction).containsExactly("0x1");

    journal.recordQueue().reopen(poisoned).join();

    assertThat(journal.recordQueue().close("batch-2", 2).join().orElseThrow().entries())
        .extracting(QueuedEntry::transaction)
        .containsExactly("0x2", "0x1");
  }

  @Test
  void shouldDropWaitingEntries_whenTheTransactionHasEnded() {
    step("0x1", call("0x1"));
    step("0x1", opened("0x1"));
    step("0x1", new Input.StatusChangedOnChain(ChainStatus.Settled));

    assertThat(journal.recordQueue().size()).isZero();
    assertThat(journal.transactions().find("0x1").orElseThrow()).isInstanceOf(Settled.class);
    assertThat(journal.transactions().unfinished()).isEmpty();
  }

  /** Openings cost their initiator nothing, however many it makes and never asks about. */
  @Test
  void shouldNotWait_whenAnothersOpeningsAreWoundDown() {
    for (int i = 0; i < 300; i++) {
      unasked("0xunasked" + i, "mallory/proxy");
    }
    asked("0xasked", "carol/proxy");
    step("0xown", call("0xown"));

    RecordBatch first = journal.recordQueue().close("batch-1", 256).join().orElseThrow();

    assertThat(first.entries())
        .extracting(QueuedEntry::transaction)
        .contains("0xasked", "0xown")
        .as("and no room is wasted")
        .hasSize(256);
    assertThat(journal.recordQueue().close("batch-2", 256).join().orElseThrow().entries())
        .as("one entry of each: that its step was never begun")
        .hasSize(46)
        .extracting(QueuedEntry::entry)
        .containsOnly(Entry.NotExecuted);
  }

  private RecordQueue escalatedAndAgreed(String settlement) {
    RecordQueue queue = journal.recordQueue();
    step("0x1", call("0x1"));
    step("0x1", opened("0x1"));
    step("0x1", new Input.StatusChangedOnChain(ChainStatus.Escalated));
    queue.close("batch-1", 256).join();
    queue.finish("batch-1").join();
    step("0x1", new Input.ResolutionAgreed(settlement));
    return queue;
  }
}
