package io.govchain.crosschain.sweep;

import static io.govchain.crosschain.fixture.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.govchain.crosschain.effects.Alarms;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.EngineSamples;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Policy;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.sweep.Finding.Kind;
import io.govchain.evm.EvmException;
import io.govchain.governance.TransactionRecord;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.govchain.service.loop.Loops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real journal; the record and the time are the test's. */
class SweeperTest {
  private static final String ONE = "0x1";
  private static final String OTHER = "0x2";

  /** At a block a second. */
  private static final long PATIENCE = Patience.of(1).seconds();

  @TempDir private Path folder;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Map<String, Status> record = new HashMap<>();
  private final List<Input> applied = new ArrayList<>();
  private long now = 30;
  private double blockSeconds = 1;
  private boolean following = true;
  private boolean silent;
  private Optional<Journal> refusing = Optional.empty();
  private Database database;
  private Journal journal;
  private Alarms alarms;
  private Sweeper sweeper;

  @BeforeEach
  void open() {
    database =
        Database.open(
            folder.resolve("journal.db"), Journal.SCHEMA, DatabaseSettings.standard(), metrics);
    journal = new Journal(database, new Engine(Policy.STANDARD));
    alarms = new Alarms(database, () -> now, metrics);
    sweeper =
        new Sweeper(
            journal,
            alarms,
            this::recorded,
            () -> now,
            () -> blockSeconds,
            () -> following,
            this::apply,
            metrics,
            new Loops(metrics));
  }

  @AfterEach
  void close() {
    sweeper.close();
    database.close();
  }

  @Test
  void shouldAskAgainAndMoreAndMoreSeldom_whenNothingHappens() {
    executing(ONE);
    sweeper.look();
    assertThat(applied).isEmpty();

    after(PATIENCE);
    assertThat(applied).containsExactly(new Input.Restarted());
    assertThat(sweeper.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.STUCK);
              assertThat(finding.text()).contains("own subchain proxy, outcome of step 0");
            });
    assertThat(gauge(Kind.STUCK)).isEqualTo(1);

    after(PATIENCE);
    assertThat(applied).hasSize(1);
    after(PATIENCE);
    assertThat(applied).hasSize(2);
    after(300);
    assertThat(alarms.of(ONE)).extracting(Alarms.Kept::code).containsExactly("Stuck");
  }

  @Test
  void shouldBeAsPatientAsTheChainIsSlow() {
    blockSeconds = 12;
    now = 1_000; // Its deadline is over, and does not hurry anybody.
    executing(ONE);
    sweeper.look();
    after(12 * PATIENCE - 1);
    assertThat(applied).isEmpty();
    after(1);
    assertThat(applied).hasSize(1);
    after(24 * PATIENCE);
    after(24 * PATIENCE - 1);
    assertThat(alarms.of(ONE)).isEmpty();
    after(24 * PATIENCE + 1);
    assertThat(alarms.of(ONE)).extracting(Alarms.Kept::code).containsExactly("Stuck");
  }

  @Test
  void shouldCallPeople_whileThereIsTimeBeforeTheDeadline() {
    executing(ONE);
    sweeper.look();
    after(PATIENCE);
    assertThat(alarms.of(ONE)).isEmpty();
    after(33);
    assertThat(now).isLessThan(100);
    assertThat(alarms.of(ONE)).extracting(Alarms.Kept::code).containsExactly("Stuck");
  }

  @Test
  void shouldForgetTheFinding_whenTheTransactionGoesOn() {
    executing(ONE);
    sweeper.look();
    after(PATIENCE);

    StepResult failed = StepResult.failed("0xdf", new Reason("because", "of a test"), "");
    journal.step(ONE, new Input.StepExecuted(0, failed)).join();
    sweeper.look();

    assertThat(sweeper.findings()).isEmpty();
    assertThat(gauge(Kind.STUCK)).isZero();
  }

  @Test
  void shouldSayOverdue_whenTheRecordIsStillOpenAfterTheDeadline() {
    now = 130;
    executing(ONE);
    sweeper.look();
    after(PATIENCE);

    assertThat(sweeper.findings()).extracting(Finding::kind).containsExactly(Kind.OVERDUE);
    assertThat(gauge(Kind.OVERDUE)).isEqualTo(1);
    assertThat(applied).containsExactly(new Input.Restarted());
  }

  @Test
  void shouldGoOnAskingAndCallNobody_whenPeopleHaveTheirTurn() {
    executing(ONE);
    journal.step(ONE, new Input.StatusChangedOnChain(ChainStatus.Escalated)).join();
    record.put(ONE, Status.ESCALATED);
    sweeper.look();
    for (int i = 0; i < 5; i++) {
      after(300);
    }

    assertThat(applied).hasSize(5).containsOnly(new Input.Restarted());
    assertThat(sweeper.findings()).isEmpty();
    assertThat(alarms.of(ONE)).isEmpty();
  }

  @Test
  void shouldTakeTheEndOver_whenTheRecordHasOneThatTheJournalMissed() {
    executing(ONE);
    record.put(ONE, Status.SETTLED);
    sweeper.look();
    after(PATIENCE);
    assertThat(applied).as("a block may be on its way").isEmpty();
    after(PATIENCE);

    assertThat(status(ONE)).isEqualTo(ApplicationStatus.Settled);
    assertThat(alarms.of(ONE)).extracting(Alarms.Kept::code).contains("Contradiction");
    after(PATIENCE);
    assertThat(sweeper.findings()).as("over").isEmpty();
  }

  @Test
  void shouldAlarmOnceAndTouchNothing_whenTheRecordIsMissing() {
    executing(ONE);
    record.remove(ONE);
    sweeper.look();
    for (int i = 0; i < 10; i++) {
      after(300);
    }

    assertThat(applied).isEmpty();
    assertThat(status(ONE)).isEqualTo(ApplicationStatus.Executing);
    assertThat(sweeper.findings()).extracting(Finding::kind).containsExactly(Kind.CONTRADICTORY);
    assertThat(alarms.of(ONE)).hasSize(1);
    assertThat(gauge(Kind.CONTRADICTORY)).isEqualTo(1);
  }

  @Test
  void shouldChangeNothing_whenTheSameRepairIsMadeForDays() {
    executing(ONE);
    sweeper.look();
    after(PATIENCE);
    var asked = journal.transactions().find(ONE);
    for (int minute = 0; minute < 2 * 24 * 60; minute++) {
      after(60);
    }

    assertThat(journal.transactions().find(ONE)).isEqualTo(asked);
    assertThat(applied).hasSizeBetween(2 * 24 * 10, 2 * 24 * 12 + 10);
    assertThat(alarms.of(ONE)).hasSize(1);
  }

  @Test
  void shouldLookAtSomeAtATimeAndAtAllInTurn_whenVeryManyAreStuck() {
    int many = 250;
    for (int number = 0; number < many; number++) {
      executing("0x" + number);
    }
    sweeper.look();
    after(PATIENCE);
    assertThat(applied).hasSize(100);

    sweeper.look();
    sweeper.look();
    assertThat(applied).hasSize(many);
    assertThat(gauge(Kind.STUCK)).isEqualTo(many);
  }

  @Test
  void shouldWait_whenBlocksAreMissingHereOrTheChainIsSilent() {
    executing(ONE);
    sweeper.look();
    now += PATIENCE;
    following = false;
    sweeper.lookIfFollowing();
    assertThat(applied).isEmpty();

    following = true;
    silent = true;
    sweeper.lookIfFollowing();
    assertThat(applied).isEmpty();
    assertThat(sweeper.findings()).isEmpty();

    silent = false;
    after(300);
    assertThat(applied).containsExactly(new Input.Restarted());
  }

  @Test
  void shouldWaitAndAlarmNobody_whenTheDatabaseTakesNoWrites() {
    executing(ONE);
    sweeper.look();
    refusing = Optional.of(refusing());

    after(PATIENCE);
    assertThat(sweeper.findings()).isEmpty();
    assertThat(alarms.of(ONE)).isEmpty();

    refusing = Optional.empty();
    after(300);
    assertThat(applied).containsExactly(new Input.Restarted());
    assertThat(sweeper.findings()).extracting(Finding::kind).containsExactly(Kind.OVERDUE);
  }

  private Journal refusing() {
    Database closed =
        Database.open(
            folder.resolve("closed.db"),
            Journal.SCHEMA,
            DatabaseSettings.standard(),
            new SimpleMeterRegistry());
    Journal journalOfClosed = new Journal(closed, new Engine(Policy.STANDARD));
    closed.close();
    return journalOfClosed;
  }

  @Test
  void shouldKeepItSetAside_whenAnInputOfABlockWasADefect() {
    executing(ONE);
    sweeper.look();
    sweeper.poisoned(ONE, "an input", new IllegalStateException("a defect"));
    eventually("people hear of it", () -> !alarms.of(ONE).isEmpty());
    after(PATIENCE);

    assertThat(sweeper.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.POISONED);
              assertThat(finding.text()).contains("an input", "a defect");
            });
    assertThat(alarms.of(ONE)).extracting(Alarms.Kept::code).containsExactly("Poisoned");
  }

  @Test
  void shouldSetAsideTheUnreadableAndLookAtTheOthers_whenAStateIsDamaged() {
    executing(ONE);
    executing(OTHER);
    database.writeAndWait(
        handle -> handle.execute("UPDATE transactions SET state = '{}' WHERE id = ?", ONE));
    sweeper.look();
    after(PATIENCE);

    assertThat(sweeper.findings())
        .extracting(Finding::transaction, Finding::kind)
        .containsExactlyInAnyOrder(tuple(ONE, Kind.POISONED), tuple(OTHER, Kind.STUCK));
    assertThat(applied).containsExactly(new Input.Restarted());
  }

  private void executing(String transaction) {
    journal
        .step(transaction, new Input.CallForwarded(EngineSamples.plan(transaction, "a"), 10))
        .join();
    journal
        .step(transaction, new Input.RecordOpened(EngineSamples.plan(transaction, "a"), false, 15))
        .join();
    record.put(transaction, Status.OPEN);
  }

  private void after(long seconds) {
    now += seconds;
    sweeper.look();
  }

  private void apply(String transaction, Input input) {
    refusing.ifPresent(closed -> closed.step(transaction, input).join());
    applied.add(input);
    journal.step(transaction, input).join();
  }

  private Optional<TransactionRecord> recorded(String transaction) {
    if (silent) {
      throw new EvmException.ChainUnreachable("silent", new IOException("silent"));
    }
    return Optional.ofNullable(record.get(transaction)).map(status -> record(transaction, status));
  }

  private ApplicationStatus status(String transaction) {
    return journal.transactions().find(transaction).orElseThrow().status();
  }

  private double gauge(Kind kind) {
    return metrics.get("govchain.findings").tag("kind", kind.word()).gauge().value();
  }

  private static TransactionRecord record(String id, Status status) {
    return new TransactionRecord(id, status, 15, 100, List.of());
  }
}
