package io.govchain.subchain.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.MessageData;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepKind;
import io.govchain.amdp.StepResult;
import io.govchain.governance.Pipeline;
import io.govchain.governance.StepRecord;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.subchain.world.ValueGovernance;
import io.govchain.subchain.world.World;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders that the governance chain's records do not bear out, although the partner signed them. */
class ExecutionRulesTest {

  private static final String TRANSACTION = "0x" + "7a".repeat(32);
  private static final String ADDRESS = "0x" + "e5".repeat(20);

  private final ValueGovernance governance = new ValueGovernance(new World());
  private final ExecutionRules rules = new ExecutionRules(World.PROXY, governance.world);

  record Row(String name, int step, Status status, MessageData.Execute order, String code) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static MessageData.Execute order(
      StepAction action, String contract, String address, String function, StepKind kind) {
    return new MessageData.Execute(action, contract, address, function, kind, "[\"salt\",[]]");
  }

  private static MessageData.Execute execute(String contract, String address, String function) {
    return order(StepAction.EXECUTE, contract, address, function, StepKind.WRITE);
  }

  private static MessageData.Execute compensate(String function) {
    return order(StepAction.COMPENSATE, World.STORE, ADDRESS, function, StepKind.WRITE);
  }

  static Stream<Row> rows() {
    MessageData.Execute right = execute(World.STORE, ADDRESS, World.WRITE);
    return Stream.of(
        new Row("no such step", 5, Status.OPEN, right, "step-unknown"),
        new Row("a step of the other side", 1, Status.OPEN, right, "step-elsewhere"),
        new Row(
            "another contract",
            0,
            Status.OPEN,
            execute(World.COURT_STORE, ADDRESS, World.WRITE),
            "contract-mismatch"),
        new Row(
            "another address",
            0,
            Status.OPEN,
            execute(World.STORE, "0x" + "00".repeat(20), World.WRITE),
            "contract-mismatch"),
        new Row(
            "a function outside the pipeline",
            0,
            Status.OPEN,
            execute(World.STORE, ADDRESS, World.UNDO),
            "function-not-in-pipeline"),
        new Row(
            "a read where a write is recorded",
            0,
            Status.OPEN,
            order(StepAction.EXECUTE, World.STORE, ADDRESS, World.FIND, StepKind.READ),
            "function-not-in-pipeline"),
        new Row(
            "undone by something else than the compensator",
            0,
            Status.COMPENSATING,
            compensate(World.WRITE),
            "function-not-in-pipeline"),
        new Row(
            "undoing what is settled",
            0,
            Status.SETTLED,
            compensate(World.UNDO),
            "transaction-not-compensating"),
        new Row("doing what is settled", 0, Status.SETTLED, right, "transaction-not-open"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void shouldDeny_whenTheRecordSaysOtherwise(Row row) {
    governance.open(TRANSACTION, row.status());

    assertThat(judge(row.step(), row.order()))
        .isInstanceOfSatisfying(
            Permission.Denied.class,
            denied -> {
              assertThat(denied.result()).isEqualTo(StepResult.NOT_EXECUTED);
              assertThat(denied.reason().code()).isEqualTo(row.code());
            });
  }

  @Test
  void shouldNotCallItUnexecuted_whenTheChainHasItAsSucceeded() {
    governance.open(TRANSACTION, Status.OPEN, StepRecord.Outcome.SUCCEEDED, World.NOW + 600);

    assertThat(judge(0, execute(World.STORE, ADDRESS, World.WRITE)))
        .isInstanceOfSatisfying(
            Permission.Denied.class,
            denied -> assertThat(denied.result()).isEqualTo(StepResult.UNKNOWN));
  }

  @Test
  void shouldWait_whenTheTransactionIsStillOpen() {
    governance.open(TRANSACTION, Status.OPEN, StepRecord.Outcome.SUCCEEDED, World.NOW + 600);

    assertThat(judge(0, compensate(World.UNDO))).isInstanceOf(Permission.NotYet.class);
  }

  @Test
  void shouldGoByTheVersionOfTheOpening_whenThePipelineWasAmended() {
    governance.open(TRANSACTION, Status.OPEN);
    governance.world.amend(World.DIGEST);
    MessageData.Execute write = execute(World.STORE, ADDRESS, World.WRITE);

    assertThat(judge(0, write)).isInstanceOf(Permission.Granted.class);
    assertThat(judge(0, write, World.DIGEST))
        .isInstanceOfSatisfying(
            Permission.Denied.class,
            denied -> assertThat(denied.reason().code()).isEqualTo("step-mismatch"));

    governance.world.become(Pipeline.Status.SUSPENDED);

    assertThat(judge(0, write))
        .isInstanceOfSatisfying(
            Permission.Denied.class,
            denied -> assertThat(denied.reason().code()).isEqualTo("pipeline-not-active"));
  }

  @Test
  void shouldUndoByTheVersionOfTheOpening_whenThePipelineWasAmendedAndClosed() {
    governance.open(
        TRANSACTION, Status.COMPENSATING, StepRecord.Outcome.SUCCEEDED, World.NOW + 600);
    governance.world.amend(World.DIGEST);
    governance.world.become(Pipeline.Status.CLOSED);

    assertThat(judge(0, compensate(World.UNDO))).isInstanceOf(Permission.Granted.class);
  }

  private Permission judge(int step, MessageData.Execute execute) {
    return judge(step, execute, World.CONSTRAINT);
  }

  private Permission judge(int step, MessageData.Execute execute, String constraint) {
    Order order =
        new Order(TRANSACTION, step, World.PIPELINE, constraint, World.NOW + 600, execute);
    return rules.judge(order, governance.transaction(TRANSACTION), false, governance.blockTime());
  }
}
