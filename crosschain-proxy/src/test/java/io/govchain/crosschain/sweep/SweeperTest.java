package io.govchain.crosschain.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.crosschain.effects.Alarms;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.Engine;
import io.govchain.crosschain.engine.EngineSamples;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Policy;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.sweep.Finding.Kind;
import io.govchain.governance.TransactionRecord;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.service.database.Database;
import io.govchain.service.database.DatabaseSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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

  @TempDir private Path folder;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Map<String, Status> record = new HashMap<>();
  private final List<Input> applied = new ArrayList<>();
  private long now = 30;
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
            id -> Optional.ofNullable(record.get(id)).map(status -> record(id, status)),
            () -> now,
            () -> true,
            this::apply,
            metrics);
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

    after(Watched.PATIENCE);
    assertThat(applied).containsExactly(new Input.Restarted());
    assertThat(sweeper.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.STUCK);
              assertThat(finding.text()).contains("own subchain proxy, outcome of step 0");
            });
    assertThat(gauge(Kind.STUCK)).isEqualTo(1);

    after(Watched.PATIENCE);
    assertThat(applied).hasSize(1);
    after(Watched.PATIENCE);
    assertThat(applied).hasSize(2);
    after(300);
    assertThat(alarms.of(ONE)).extracting(Alarms.Kept::code).containsExactly("Stuck");
  }

  @Test
  void shouldForgetTheFinding_whenTheTransactionGoesOn() {
    executing(ONE);
    sweeper.look();
    after(Watched.PATIENCE);

    StepResult failed = StepResult.failed("0xdf", new Reason("because", "of a test"), "");
    journal.step(ONE, new Input.StepExecuted(0, failed)).join();
    sweeper.look();

    assertThat(sweeper.findings()).isEmpty();
    assertThat(gauge(Kind.STUCK)).isZero();
  }

  @Test
  void shouldTakeTheEndOver_whenTheRecordHasOneThatTheJournalMissed() {
    executing(ONE);
    record.put(ONE, Status.SETTLED);
    sweeper.look();
    after(Watched.PATIENCE);

    assertThat(status(ONE)).isEqualTo(ApplicationStatus.Settled);
    assertThat(alarms.of(ONE)).extracting(Alarms.Kept::code).contains("Contradiction");
  }

  @Test
  void shouldSetAsideTheUnreadableAndLookAtTheOthers_whenAStateIsDamaged() {
    executing(ONE);
    executing(OTHER);
    database.writeAndWait(
        handle -> handle.execute("UPDATE transactions SET state = '{}' WHERE id = ?", ONE));
    sweeper.look();
    after(Watched.PATIENCE);

    assertThat(sweeper.findings())
        .extracting(Finding::transaction, Finding::kind)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(ONE, Kind.POISONED),
            org.assertj.core.groups.Tuple.tuple(OTHER, Kind.STUCK));
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

  private boolean apply(String transaction, Input input) {
    applied.add(input);
    var stepped = journal.step(transaction, input).join();
    return !stepped.after().equals(stepped.before());
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
