package io.govchain.crosschain.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.crosschain.engine.Alarm;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.EngineSamples;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Executing;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.MessageKind;
import io.govchain.crosschain.engine.Opening;
import io.govchain.crosschain.engine.Policy;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.Settled;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.Verdict;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final StepResult OK = StepResult.succeeded("0xd0", "0xtx");
  @TempDir Path folder;
  private Database database;
  private Journal journal;

  @BeforeEach
  void open() {
    database =
        Database.open(
            folder.resolve("journal.db"),
            Journal.SCHEMA,
            DatabaseSettings.standard(),
            new SimpleMeterRegistry());
    journal = new Journal(database, new Engine(Policy.STANDARD));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void reopen() {
    database.close();
    open();
  }

  private static Input call(String transaction) {
    return new Input.CallForwarded(EngineSamples.plan(transaction, "a"), 10);
  }

  private static Input opened(String transaction) {
    return new Input.RecordOpened(EngineSamples.plan(transaction, "a"), false, 15);
  }

  private Stepped step(String transaction, Input input) {
    return journal.step(transaction, input).join();
  }

  @Test
  void shouldKeepStateEntriesAndMessages_whenReopened() {
    step("0x1", call("0x1"));
    reopen();

    assertThat(journal.transactions().find("0x1").orElseThrow()).isInstanceOf(Opening.class);
    assertThat(journal.recordQueue().size()).isEqualTo(1);
    assertThat(pending("0x1"))
        .extracting(Effect.MessageEffect::kind)
        .containsExactly(MessageKind.Notification);
    assertThat(journal.transactions().find("0x2")).isEmpty();
  }

  @Test
  void shouldKnowTheTransactionsItHas_ofManyAtOnce() {
    step("0x1", call("0x1"));
    step("0x2", call("0x2"));

    assertThat(journal.transactions().known(Set.of("0x1", "0x2", "0x3")))
        .containsExactlyInAnyOrder("0x1", "0x2");
    assertThat(journal.transactions().known(Set.of())).isEmpty();
  }

  @Test
  void shouldKeepMessagesInOrder_untilTheyAreMade() {
    boolean speaks = step("0x1", call("0x1")).speaks();
    step("0x1", opened("0x1"));
    step("0x2", call("0x2"));
    reopen();

    assertThat(speaks).isTrue();
    assertThat(journal.pendingMessages().transactions()).containsExactlyInAnyOrder("0x1", "0x2");
    assertThat(pending("0x1"))
        .extracting(Effect.MessageEffect::kind)
        .as("of several news the newest is left, in its place")
        .containsExactly(MessageKind.Execution, MessageKind.Notification);

    List<PendingMessage> messages =
        database.read(handle -> journal.pendingMessages().of(handle, "0x1"));
    database.writeAndWait(
        handle -> {
          journal.pendingMessages().made(handle, messages);
          return true;
        });
    assertThat(journal.pendingMessages().transactions()).containsExactly("0x2");
  }

  @Test
  void shouldKeepNewsThatCame_whileEarlierOnesWereMade() {
    step("0x1", call("0x1"));
    List<PendingMessage> earlier =
        database.read(handle -> journal.pendingMessages().of(handle, "0x1"));
    step("0x1", opened("0x1"));

    database.writeAndWait(
        handle -> {
          journal.pendingMessages().made(handle, earlier);
          return true;
        });

    assertThat(pending("0x1"))
        .filteredOn(Effect.NotifyApplication.class::isInstance)
        .singleElement()
        .satisfies(
            news ->
                assertThat(((Effect.NotifyApplication) news).view().status())
                    .isEqualTo(ApplicationStatus.Executing));
  }

  @Test
  void shouldDecideAMessageOnce_whenItIsAskedForAgainBeforeItIsMade() {
    step("0x1", call("0x1"));
    step("0x1", opened("0x1"));
    List<Effect.MessageEffect> decided = pending("0x1");

    step("0x1", new Input.Restarted());

    assertThat(pending("0x1")).isEqualTo(decided);
  }

  private List<Effect.MessageEffect> pending(String transaction) {
    return database.read(handle -> journal.pendingMessages().of(handle, transaction)).stream()
        .map(PendingMessage::effect)
        .toList();
  }

  @Test
  void shouldStoreWhatBelongsToTheInput_orNothing() {
    step("0x1", call("0x1"));
    step("0x1", opened("0x1"));
    StoredEvidence evidence =
        new StoredEvidence("0x1", 0, StoredEvidence.Action.Execute, "0xd0", "{}", "[1]");
    journal
        .step(
            "0x1",
            new Input.StepExecuted(0, OK),
            handle -> journal.evidence().store(handle, evidence))
        .join();

    assertThat(evidenceOf(0)).contains(evidence);
    assertThat(evidence.value()).contains("[1]");
    assertThat(evidenceOf(1)).isEmpty();
    assertThat(named("0x1", "0xd0")).contains(evidence);
    assertThat(named("0x1", "0xd1")).isEmpty();
    assertThat(named("0x2", "0xd0")).isEmpty();
    assertThatThrownBy(() -> journal.step("0x9", call("0x9"), this::refuse).join())
        .hasRootCauseMessage("refused");
    assertThat(journal.transactions().find("0x9")).isEmpty();
  }

  private Optional<StoredEvidence> evidenceOf(int step) {
    return database.read(handle -> journal.evidence().ofStep(handle, "0x1", step, "0xd0"));
  }

  @Test
  void shouldRememberEvidence_onlyWhatIsOnDisk() {
    StoredEvidence evidence =
        new StoredEvidence("0x1", 0, StoredEvidence.Action.Execute, "0xd0", "{}", "[1]");
    StoredEvidence other =
        new StoredEvidence("0x1", 0, StoredEvidence.Action.Execute, "0xd0", "{}", "[2]");
    assertThatThrownBy(
            () ->
                database.writeAndWait(
                    handle -> {
                      journal.evidence().store(handle, evidence);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(journal.evidence().remembered("0x1", 0, "0xd0")).isEmpty();

    keep(evidence);
    keep(other);

    assertThat(journal.evidence().remembered("0x1", 0, "0xd0")).contains(evidence);
    assertThat(evidenceOf(0)).contains(evidence);
    Journal again = new Journal(database, new Engine(Policy.STANDARD));
    assertThat(again.evidence().remembered("0x1", 0, "0xd0")).isEmpty();
    Optional<StoredEvidence> read =
        database.read(handle -> again.evidence().ofStep(handle, "0x1", 0, "0xd0"));
    assertThat(read).contains(evidence);
  }

  @Test
  void shouldForgetEvidence_whenItIsLongOrOfAnotherActionOrThereIsMuch() {
    keep(
        new StoredEvidence(
            "0x1", 0, StoredEvidence.Action.Execute, "0xd0", "x".repeat(20_000), ""));
    keep(new StoredEvidence("0x1", 1, StoredEvidence.Action.Compensate, "0xd0", "{}", ""));
    assertThat(journal.evidence().remembered("0x1", 0, "0xd0")).isEmpty();
    assertThat(journal.evidence().remembered("0x1", 1, "0xd0")).isEmpty();
    assertThat(evidenceOf(0)).map(StoredEvidence::evidence).contains("x".repeat(20_000));
    assertThat(evidenceOf(1)).isEmpty();

    for (int i = 0; i <= 500; i++) {
      keep(new StoredEvidence("0x2", 0, StoredEvidence.Action.Execute, "0x" + i, "of " + i, ""));
    }
    assertThat(journal.evidence().remembered("0x2", 0, "0x0")).isEmpty();
    assertThat(journal.evidence().remembered("0x2", 0, "0x500")).isPresent();
    Optional<StoredEvidence> first =
        database.read(handle -> journal.evidence().ofStep(handle, "0x2", 0, "0x0"));
    assertThat(first).map(StoredEvidence::evidence).contains("of 0");
  }

  private void keep(StoredEvidence evidence) {
    database.writeAndWait(
        handle -> {
          journal.evidence().store(handle, evidence);
          return true;
        });
  }

  private Optional<StoredEvidence> named(String transaction, String digest) {
    return database.read(handle -> EvidenceStore.named(handle, transaction, digest));
  }

  private void refuse(Handle handle) {
    throw new IllegalStateException("refused");
  }

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
  void shouldKeepLocalEffects_untilTheyArePerformed() {
    step("0x1", call("0x1"));
    step("0x1", opened("0x1"));
    step("0x1", new Input.StepExecuted(0, OK));
    StepResult peers = StepResult.succeeded("0xd1", "0xtx1");
    Stepped judging = step("0x1", new Input.OutcomeReceived(1, "b", peers));
    Stepped alarm = step("0x1", new Input.MessageUndeliverable(0, MessageKind.Execution));
    reopen();

    assertThat(judging.toPerform())
        .extracting(PendingEffect::effect)
        .containsExactly(new Effect.JudgeEvidence(1, "0xd1"));
    assertThat(journal.pendingEffects().list()).hasSize(2);
    step("0x1", new Input.EvidenceJudged(1, "0xd1", Verdict.Accepted, Reason.NONE));
    assertThat(journal.pendingEffects().list())
        .extracting(PendingEffect::effect)
        .allMatch(
            effect ->
                effect instanceof Effect.RaiseAlarm raised
                    && raised.alarm().code() == Alarm.Code.OutcomeUnknown);
    journal.pendingEffects().performed(alarm.toPerform().getFirst()).join();
    assertThat(journal.pendingEffects().list()).isEmpty();
  }

  @Test
  void shouldNotPerformTwice_whenTheSameLocalEffectIsAskedForAgain() {
    step("0x1", call("0x1"));
    step("0x1", opened("0x1"));
    step("0x1", new Input.StepExecuted(0, OK));
    step("0x1", new Input.OutcomeReceived(1, "b", StepResult.succeeded("0xd1", "")));

    assertThat(step("0x1", new Input.Restarted()).toPerform()).isEmpty();
    assertThat(journal.pendingEffects().list()).hasSize(1);
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

  @Test
  void shouldTellWhatIsDue_inOrderOfTime() {
    step("0x1", call("0x1"));
    step("0x2", call("0x2"));
    step("0x2", opened("0x2"));

    assertThat(journal.transactions().due(100, 10)).isEmpty();
    assertThat(journal.transactions().due(101, 10)).containsExactlyInAnyOrder("0x1", "0x2");
    assertThat(journal.transactions().due(101, 1)).hasSize(1);
  }

  @Test
  void shouldBeDueAgain_whenATransactionThatWasSetAsideGoesOn() {
    step("0x1", call("0x1"));
    database.writeAndWait(
        handle -> {
          journal.transactions().setAside(handle, "0x1");
          return true;
        });
    assertThat(journal.transactions().due(101, 10)).isEmpty();

    step("0x1", new Input.BlockTimeAdvanced(20));

    assertThat(journal.transactions().due(101, 10)).containsExactly("0x1");
  }

  @Test
  void shouldListByStatus_pageByPage() {
    for (int number = 1; number <= 5; number++) {
      step("0x" + number, call("0x" + number));
    }
    step("0x3", opened("0x3"));

    List<StoredTransaction> page =
        journal
            .transactions()
            .list(Optional.of(ApplicationStatus.Opening), OptionalLong.empty(), 3);
    assertThat(page)
        .extracting(StoredTransaction::transaction)
        .containsExactly("0x5", "0x4", "0x2");
    OptionalLong next = OptionalLong.of(page.getLast().number());
    assertThat(journal.transactions().list(Optional.of(ApplicationStatus.Opening), next, 3))
        .extracting(StoredTransaction::transaction)
        .containsExactly("0x1");
    assertThat(journal.transactions().countByStatus())
        .containsEntry("opening", 4L)
        .containsEntry("executing", 1L);
    assertThat(journal.transactions().unfinished())
        .containsExactly("0x1", "0x2", "0x3", "0x4", "0x5");
  }

  @Test
  void shouldApplyABlockAsAWhole_andRememberIt() {
    step("0x1", call("0x1"));
    step("0x2", call("0x2"));
    BlockStepped block =
        journal
            .block(
                7,
                List.of(
                    new TransactionInput("0x1", opened("0x1")),
                    new TransactionInput("0x2", opened("0x2"))))
            .join();
    reopen();

    assertThat(block.failed()).isEmpty();
    assertThat(block.steps()).extracting(Stepped::after).allMatch(Executing.class::isInstance);
    assertThat(journal.lastBlock()).hasValue(7);
  }

  @Test
  void shouldHoldUpNoOtherTransaction_whenOneIsPoisoned() {
    step("0x1", call("0x1"));
    step("0x2", call("0x2"));
    database
        .write(handle -> handle.execute("UPDATE transactions SET state = '{}' WHERE id = '0x1'"))
        .join();
    BlockStepped block =
        journal
            .block(
                8,
                List.of(
                    new TransactionInput("0x1", opened("0x1")),
                    new TransactionInput("0x2", opened("0x2"))))
            .join();

    assertThat(block.failed()).hasSize(1);
    assertThat(block.failed().getFirst().input().transaction()).isEqualTo("0x1");
    assertThat(journal.transactions().find("0x2").orElseThrow()).isInstanceOf(Executing.class);
    assertThat(journal.lastBlock()).hasValue(8);
  }

  /** An error of one transaction, such as an overflow of the stack, ends no follower either. */
  @Test
  void shouldHoldUpNoOtherTransaction_whenOneOverflowsTheStack() {
    step("0x1", call("0x1"));
    step("0x2", call("0x2"));
    Engine engine = new Engine(Policy.STANDARD);
    Input deep = opened("0x1");
    Journal overflowing =
        new Journal(
            database,
            engine,
            (state, input) -> {
              if (input == deep) {
                throw new StackOverflowError();
              }
              return engine.apply(state, input);
            });

    BlockStepped block =
        overflowing
            .block(
                8,
                List.of(
                    new TransactionInput("0x1", deep), new TransactionInput("0x2", opened("0x2"))))
            .join();

    assertThat(block.failed()).hasSize(1);
    assertThat(block.failed().getFirst().cause()).isInstanceOf(StackOverflowError.class);
    assertThat(journal.transactions().find("0x2").orElseThrow()).isInstanceOf(Executing.class);
    assertThat(journal.lastBlock()).hasValue(8);
  }

  @Test
  void shouldApplyTheOthersOnce_whenTheLastOfABlockIsPoisoned() {
    step("0x1", call("0x1"));
    step("0x2", call("0x2"));
    step("0x3", call("0x3"));
    Stepped alone = step("0x3", opened("0x3"));
    database
        .write(handle -> handle.execute("UPDATE transactions SET state = '{}' WHERE id = '0x1'"))
        .join();
    BlockStepped block =
        journal
            .block(
                8,
                List.of(
                    new TransactionInput("0x2", opened("0x2")),
                    new TransactionInput("0x1", opened("0x1"))))
            .join();

    assertThat(block.failed()).hasSize(1);
    assertThat(block.steps()).extracting(Stepped::transaction).containsExactly("0x2");
    assertThat(block.steps().getFirst().before()).isInstanceOf(Opening.class);
    assertThat(block.steps().getFirst().speaks()).isEqualTo(alone.speaks());
    assertThat(pending("0x2")).hasSameSizeAs(pending("0x3"));
    assertThat(journal.lastBlock()).hasValue(8);
  }

  @Test
  void shouldApplyEveryInputOnce_whenManyComeAtOnce() {
    List<CompletableFuture<Stepped>> steps = new ArrayList<>();
    for (int number = 0; number < 200; number++) {
      steps.add(journal.step("0x" + number % 20, call("0x" + number % 20)));
    }
    CompletableFuture.allOf(steps.toArray(CompletableFuture[]::new)).join();

    assertThat(journal.transactions().unfinished()).hasSize(20);
    assertThat(journal.recordQueue().size()).isEqualTo(20);
  }
}
