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
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.SenderSettings;
import io.govchain.evm.send.TransactionSender;
import io.govchain.evm.signing.SigningKey;
import io.govchain.governance.GovernanceCache;
import io.govchain.governance.TransactionRecord;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.loop.Loops;
import io.govchain.service.sending.PreparedTransactionTable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a recorder against the real contracts on a real chain whose blocks the test makes. */
abstract class Recording {
  static final String SELF = "registry/crosschain";
  static final SigningKey KEY = Anvil.key(SELF);
  static final int AN_HOUR = 3_600;

  @TempDir Path folder;
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  Consortium consortium;
  GovernanceCache registry;
  Plans plans;
  Database database;
  Journal journal;
  TransactionSender sender;
  Loops loops;
  Recorder recorder;
  long followed;
  SigningKey key = KEY;
  Duration patience = Duration.ofSeconds(30);

  @BeforeEach
  final void start() {
    consortium = Consortium.start(folder);
    registry = new GovernanceCache(consortium.chain());
    plans = new Plans(registry, SELF);
    followed = consortium.anvil().client().latestHeader().number();
    open(store -> store);
  }

  void open(Function<PreparedTransactions, PreparedTransactions> around) {
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
  final void stop() {
    close();
    consortium.close();
  }

  void close() {
    recorder.close();
    sender.close();
    database.close();
  }

  /** A call that is due to be opened. */
  String forward(int deadlineSeconds) {
    return forward(Calls.twoWrites(consortium.chain(), deadlineSeconds));
  }

  String forward(ApplicationCall call) {
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

  /** A call whose batch is saved by a process that dies before it broadcasts it. */
  String saveAndDie() throws InterruptedException {
    close();
    CountDownLatch saved = new CountDownLatch(1);
    open(store -> new DiesAfterSaving(store, saved));
    String transaction = forward(AN_HOUR);
    recorder.start();
    saved.await();
    return transaction;
  }

  void assertOpen(String transaction) {
    assertThat(consortium.chain().transaction(transaction).orElseThrow().status())
        .isEqualTo(TransactionRecord.Status.OPEN);
  }

  long sent(SigningKey by) {
    return consortium.anvil().client().transactionCount(by.address());
  }

  long sent() {
    return sent(KEY);
  }

  long pending() {
    return pendingCount() - sent();
  }

  long pendingCount() {
    return consortium.anvil().client().pendingTransactionCount(KEY.address());
  }

  void recordEverything() {
    eventually(
        "nothing is queued",
        () -> {
          consortium.anvil().mine();
          return journal.recordQueue().size() == 0;
        });
  }

  /** Takes the blocks into the journal that were made since the last time. */
  void follow() {
    GovernanceFollower follower =
        new GovernanceFollower(
            journal,
            registry,
            sender,
            plans,
            SELF,
            key.address(),
            new PreparedTransactionTable(database)::holds,
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

  ApplicationStatus status(String transaction) {
    return journal.transactions().find(transaction).orElseThrow().status();
  }
}
