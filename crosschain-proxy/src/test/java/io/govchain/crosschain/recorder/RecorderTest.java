package io.govchain.crosschain.recorder;

import static io.govchain.crosschain.fixture.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.crosschain.conversation.RecentCalls;
import io.govchain.crosschain.effects.Settlements;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Policy;
import io.govchain.crosschain.fixture.Anvil;
import io.govchain.crosschain.fixture.Calls;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.crosschain.follow.GovernanceFollower;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.plan.Plans;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.PreparedTransaction;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.RawTransaction;
import io.govchain.evm.signing.SigningKey;
import io.govchain.evm.signing.UnsignedTransaction;
import io.govchain.governance.AccountConsent;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCache;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.MemberCalls;
import io.govchain.governance.TransactionRecord;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.http.HealthProbe;
import io.govchain.service.loop.Loops;
import io.govchain.service.sending.PreparedTransactionTable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorder against the real contracts on a real chain whose blocks the test makes. */
class RecorderTest {
  private static final String SELF = "registry/crosschain";
  private static final SigningKey KEY = Anvil.key(SELF);
  private static final SigningKey SUCCESSOR = Anvil.key("registry/crosschain after");
  private static final int AN_HOUR = 3_600;

  @TempDir Path folder;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private Consortium consortium;
  private GovernanceCache registry;
  private Plans plans;
  private Database database;
  private Journal journal;
  private TransactionSender sender;
  private Loops loops;
  private Recorder recorder;
  private long followed;
  private SigningKey key = KEY;
  private Duration patience = Duration.ofSeconds(30);

  @BeforeEach
  void start() {
    consortium = Consortium.start(folder);
    registry = new GovernanceCache(consortium.chain());
    plans = new Plans(registry, SELF);
    followed = consortium.anvil().client().latestHeader().number();
    open(store -> store);
  }

  private void open(Function<PreparedTransactions, PreparedTransactions> around) {
    database =
        Database.open(
            folder.resolve("journal.db"), Journal.SCHEMA, DatabaseSettings.standard(), metrics);
    journal = new Journal(database, new Engine(Policy.STANDARD));
    sender =
        new TransactionSender(
            consortium.anvil().client(),
            key,
            around.apply(new PreparedTransactionTable(database)),
            SenderSettings.zeroFee()
                .withTimes(Duration.ofMillis(20), Duration.ofSeconds(1), patience));
    loops = new Loops(metrics);
    recorder =
        new Recorder(journal, database, sender, plans, new RecentCalls(database), metrics, loops);
  }

  @AfterEach
  void stop() {
    recorder.close();
    sender.close();
    database.close();
    consortium.close();
  }

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
    recorder.close();
    sender.close();
    database.close();
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
  void shouldSendTheVeryBytesThatWereSaved_whenTheProcessDiesBeforeBroadcasting() throws Exception {
    close();
    CountDownLatch saved = new CountDownLatch(1);
    open(store -> new DiesAfterSaving(store, saved));
    String transaction = forward(AN_HOUR);
    recorder.start();
    saved.await();
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
  void shouldGoOnRecording_whenTheAccountWasRotated() {
    String before = forward(AN_HOUR);
    recorder.start();
    eventually("it is broadcast", () -> pending() == 1);
    consortium.anvil().mine();
    eventually("nothing is queued", () -> journal.recordQueue().size() == 0);
    for (int nonce = 1; nonce <= 20; nonce++) {
      sendEmptyHanded(nonce);
    }
    close();
    rotate();

    open(store -> store);
    String after = forward(AN_HOUR);
    recorder.start();
    recordEverything();

    assertOpen(before);
    assertOpen(after);
    assertThat(sent(SUCCESSOR)).as("transactions of the new account").isEqualTo(1);
  }

  @Test
  void shouldLearnThatABatchLanded_whenTheAccountWasRotatedMeanwhile() {
    String transaction = forward(AN_HOUR);
    recorder.start();
    eventually("it is broadcast", () -> pending() == 1);
    close();
    rotate();

    open(store -> store);
    recorder.start();
    recordEverything();

    assertOpen(transaction);
    assertThat(sent(SUCCESSOR)).as("transactions of the new account").isZero();
  }

  /** The rotation itself takes the nonce of what was signed and not yet broadcast. */
  @Test
  void shouldRecordTheBatchAnew_whenTheRotationDisplacedIt() throws Exception {
    close();
    CountDownLatch saved = new CountDownLatch(1);
    open(store -> new DiesAfterSaving(store, saved));
    String transaction = forward(AN_HOUR);
    recorder.start();
    saved.await();
    recorder.close();
    database.close();
    rotate();

    open(store -> store);
    recorder.start();
    recordEverything();

    assertOpen(transaction);
    assertThat(sent(SUCCESSOR)).as("transactions of the new account").isEqualTo(1);
  }

  /** As when the node lost it from its pool, and the account was rotated through another. */
  @Test
  void shouldRecordTheBatchAnew_whenTheFormerAccountMayNoLongerRecord() throws Exception {
    close();
    CountDownLatch saved = new CountDownLatch(1);
    open(store -> new DiesAfterSaving(store, saved));
    String transaction = forward(AN_HOUR);
    recorder.start();
    saved.await();
    PreparedTransaction prepared = new PreparedTransactionTable(database).unfinished().getFirst();
    recorder.close();
    database.close();
    rotate();
    consortium.anvil().client().rpc("anvil_setNonce", KEY.address(), "0x0");

    open(store -> store);
    recorder.start();
    recordEverything();

    assertThat(consortium.anvil().client().receipt(prepared.hash()).orElseThrow().succeeded())
        .isFalse();
    assertOpen(transaction);
    assertThat(sent(SUCCESSOR)).as("transactions of the new account").isEqualTo(1);
  }

  /** Gives the account a new key, and the recorder too when it is opened next. */
  private void rotate() {
    String consent = AccountConsent.signRotation(SUCCESSOR, Consortium.CHAIN, KEY.address());
    String hash =
        consortium
            .anvil()
            .client()
            .sendRaw(
                signed(
                        pendingCount(),
                        MemberCalls.rotateAccount(Hex.of(SUCCESSOR.publicKey()), consent))
                    .raw());
    consortium.anvil().mine();
    assertThat(consortium.anvil().client().receipt(hash).orElseThrow().succeeded()).isTrue();
    consortium.act(
        "registry/operator",
        GovernanceCalls.updateService(
            SELF, SUCCESSOR.address(), "https://127.0.0.1:1", Consortium.fingerprint(SELF)));
    key = SUCCESSOR;
  }

  /** A transaction of the account that the store knows, and that does nothing. */
  private void sendEmptyHanded(long nonce) {
    RawTransaction nothing = signed(nonce, new Call(KEY.address(), "0x", 21_000));
    PreparedTransactionTable table = new PreparedTransactionTable(database);
    table.save(
        new PreparedTransaction(
            "nothing-" + nonce, KEY.address(), nonce, nothing.hash(), nothing.raw()));
    consortium.anvil().client().sendRaw(nothing.raw());
    consortium.anvil().mine();
    table.finish(
        "nothing-" + nonce, consortium.anvil().client().receipt(nothing.hash()).orElseThrow());
  }

  private static RawTransaction signed(long nonce, Call call) {
    return KEY.signTransaction(
        new UnsignedTransaction(
            Consortium.CHAIN,
            nonce,
            call.to(),
            BigInteger.ZERO,
            call.data(),
            call.gasLimit(),
            UnsignedTransaction.GasPrice.zero()));
  }

  private void recordEverything() {
    eventually(
        "nothing is queued",
        () -> {
          consortium.anvil().mine();
          return journal.recordQueue().size() == 0;
        });
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

  private void close() {
    recorder.close();
    sender.close();
    database.close();
  }

  /** A call that is due to be opened. */
  private String forward(int deadlineSeconds) {
    ApplicationCall call = Calls.twoWrites(consortium.chain(), deadlineSeconds);
    String id = call.transaction();
    Input input =
        new Input.CallForwarded(
            plans.of(call.call()).orElseThrow(), consortium.chain().blockTime());
    journal
        .step(
            id,
            input,
            handle ->
                handle.execute(
                    "INSERT INTO calls (transaction_id, envelope) VALUES (?, ?)",
                    id,
                    call.envelope().json()))
        .join();
    return id;
  }

  /** Takes the blocks into the journal that were made since the last time. */
  private void follow() {
    GovernanceFollower follower =
        new GovernanceFollower(
            journal,
            registry,
            sender,
            plans,
            SELF,
            KEY.address(),
            0,
            stepped -> {},
            () -> {},
            failed -> {},
            new Settlements(database));
    long head = consortium.anvil().client().latestHeader().number();
    while (followed < head) {
      follower.onBlock(consortium.block(++followed));
    }
  }

  private void assertOpen(String transaction) {
    assertThat(consortium.chain().transaction(transaction).orElseThrow().status())
        .isEqualTo(TransactionRecord.Status.OPEN);
  }

  private ApplicationStatus status(String transaction) {
    return journal.transactions().find(transaction).orElseThrow().status();
  }

  private long sent() {
    return sent(KEY);
  }

  private long sent(SigningKey by) {
    return consortium.anvil().client().transactionCount(by.address());
  }

  private long pending() {
    return pendingCount() - sent();
  }

  private long pendingCount() {
    return consortium.anvil().client().pendingTransactionCount(KEY.address());
  }
}
