package io.govchain.subchain.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.amdp.Disclosure;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Evidence;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.ReadValue;
import io.govchain.amdp.Reason;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepResult;
import io.govchain.governance.Institution;
import io.govchain.governance.Pipeline;
import io.govchain.governance.StepRecord;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.governance.TrustAnchors;
import io.govchain.service.http.ProblemException;
import io.govchain.service.messaging.Intake;
import io.govchain.subchain.world.LogReader;
import io.govchain.subchain.world.ProxyUnderTest;
import io.govchain.subchain.world.ValueGovernance;
import io.govchain.subchain.world.ValueSubchain;
import io.govchain.subchain.world.ValueSubchain.Death;
import io.govchain.subchain.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders through crashes, repetitions and refusals, on a real database. */
@Timeout(180)
class ExecutorTest {

  private static final String TRANSACTION = "0x" + "7a".repeat(32);
  private static final String EXECUTE = TRANSACTION + "/0/execute";
  private static final String COMPENSATE = TRANSACTION + "/0/compensate";
  private static final String ARGUMENTS =
      Disclosure.of(
              JsonNodeFactory.instance.arrayNode().add(World.DIGEST).add("deed"),
              new SecureRandom())
          .text();

  @TempDir Path folder;
  private final ValueGovernance governance = new ValueGovernance(new World());
  private final ValueSubchain subchain = new ValueSubchain();

  private ProxyUnderTest proxy(Death death) {
    return new ProxyUnderTest(folder, governance, subchain, death);
  }

  private ProxyUnderTest proxy() {
    return proxy(Death.NEVER);
  }

  private static Envelope order(ProxyUnderTest proxy, StepAction action) {
    return proxy.order(TRANSACTION, action, ARGUMENTS);
  }

  @Test
  void shouldWriteAndAnswerWithEvidence_whenTheTransactionIsOpen() {
    governance.open(TRANSACTION, Status.OPEN);
    try (ProxyUnderTest proxy = proxy()) {
      Envelope order = order(proxy, StepAction.EXECUTE);
      proxy.receive(order);

      MessageData.Outcome outcome = proxy.outcomes(1).getFirst();

      assertThat(subchain.effects()).containsExactly(EXECUTE);
      assertThat(outcome.result()).isEqualTo(StepResult.SUCCEEDED);
      assertThat(outcome.evidence()).contains("evidence of " + EXECUTE);
      assertThat(outcome.evidenceDigest())
          .contains(new Evidence("evidence of " + EXECUTE).digest());
      assertThat(outcome.subchainTransaction()).contains("0x0");
      assertThat(proxy.sent().getFirst().inReplyTo()).contains(order.digest());
      assertThat(proxy.sent().getFirst().to()).isEqualTo(World.PARTNER);
    }
  }

  /** A node that catches up after a power cut shows as open what people have settled since. */
  @Test
  void shouldNotWrite_whileTheGovernanceChainCannotBeReliedOn() {
    try (ProxyUnderTest proxy = proxy()) {
      proxy.receive(order(proxy, StepAction.EXECUTE));
      governance.stale("its node is catching up");
      long asked = governance.askedForStaleness();
      governance.open(TRANSACTION, Status.OPEN);
      ProxyUnderTest.await(
          "a look at the chain",
          () -> governance.askedForStaleness() > asked || !subchain.effects().isEmpty());
      governance.open(TRANSACTION, Status.RESOLVED);

      governance.heard();

      assertThat(proxy.outcomes(1).getFirst().result()).isEqualTo(StepResult.NOT_EXECUTED);
      assertThat(subchain.effects()).isEmpty();
    }
  }

  /** To look for what was lost takes hours at a node without old states. */
  @Test
  void shouldNotWrite_whenTheTransactionEndedWhileLostWritesWereLookedFor() {
    governance.open(TRANSACTION, Status.OPEN);
    CountDownLatch found = new CountDownLatch(1);
    subchain.earlierTakesUntil(found);
    try (ProxyUnderTest proxy = proxy()) {
      proxy.receive(order(proxy, StepAction.EXECUTE));
      ProxyUnderTest.await(
          "the search", () -> subchain.isSearching() || !subchain.effects().isEmpty());
      governance.open(TRANSACTION, Status.RESOLVED);

      found.countDown();

      assertThat(proxy.outcomes(1).getFirst().result()).isEqualTo(StepResult.NOT_EXECUTED);
      assertThat(subchain.effects()).isEmpty();
    }
  }

  @Test
  void shouldLetTheAdapterWait_asTheRegisteredRuleWants() {
    governance.world.evidenceChain(
        "registry", new TrustAnchors.NodeAgreement(1, List.of("http://127.0.0.1:1"), 6));
    governance.open(TRANSACTION, Status.OPEN);
    try (ProxyUnderTest dying = proxy(Death.AFTER_SAVING)) {
      dying.receive(order(dying, StepAction.EXECUTE));
      ProxyUnderTest.await("the point of death", () -> reached(Death.AFTER_SAVING, dying));
    }

    try (ProxyUnderTest restarted = proxy()) {
      restarted.outcomes(1);
    }
    assertThat(subchain.confirmations())
        .as("asked, written, and after the restart")
        .containsExactly(6, 6, 6);
  }

  @Test
  void shouldLetTheAdapterWait_whenItAsksForAWriteFromBeforeALoss() {
    governance.world.evidenceChain(
        "registry", new TrustAnchors.NodeAgreement(1, List.of("http://127.0.0.1:1"), 6));
    governance.open(TRANSACTION, Status.SETTLED);
    try (ProxyUnderTest proxy = proxy()) {
      proxy.receive(order(proxy, StepAction.EXECUTE));
      assertThat(proxy.outcomes(1).getFirst().result()).isEqualTo(StepResult.NOT_EXECUTED);
    }
    assertThat(subchain.confirmations()).containsExactly(6);
  }

  @ParameterizedTest
  @EnumSource(
      value = Death.class,
      names = {"BEFORE_SAVING", "AFTER_SAVING", "AFTER_BROADCASTING"})
  void shouldWriteOnceAndTellTheTruth_whenTheProcessDiedInBetween(Death death) {
    governance.open(TRANSACTION, Status.OPEN);
    try (ProxyUnderTest dying = proxy(death)) {
      dying.receive(order(dying, StepAction.EXECUTE));
      ProxyUnderTest.await("the point of death", () -> reached(death, dying));
      assertThat(dying.sent()).isEmpty();
    }

    try (ProxyUnderTest restarted = proxy()) {
      assertThat(restarted.outcomes(1).getFirst().result()).isEqualTo(StepResult.SUCCEEDED);
      assertThat(subchain.effects()).containsExactly(EXECUTE);
    }
    try (ProxyUnderTest again = proxy()) {
      assertThat(again.running()).isZero();
      assertThat(again.sent()).hasSize(1);
    }
  }

  private boolean reached(Death death, ProxyUnderTest proxy) {
    return switch (death) {
      case NEVER, BEFORE_SAVING -> proxy.running() == 1;
      case AFTER_SAVING ->
          proxy.database.read(
                  handle ->
                      handle
                          .select("SELECT count(*) FROM prepared_writes")
                          .mapTo(Integer.class)
                          .one())
              == 1;
      case AFTER_BROADCASTING -> !subchain.effects().isEmpty();
    };
  }

  @Test
  void shouldSayItEverMoreSeldomForTheWholeChain_whenTheSubchainIsAway() {
    subchain.reachable(false);
    try (LogReader log = LogReader.of(Unavailable.class);
        ProxyUnderTest proxy = proxy()) {
      for (int i = 0; i < 5; i++) {
        String transaction = "0x" + "7%d".formatted(i).repeat(32);
        governance.open(transaction, Status.OPEN);
        proxy.receive(proxy.order(transaction, StepAction.EXECUTE, ARGUMENTS));
      }
      ProxyUnderTest.await(
          "many attempts",
          () -> {
            governance.nextBlock(1);
            return subchain.turnedAway() >= 60;
          });

      assertThat(log.lines()).anyMatch(line -> line.contains("5 executions wait"));
      assertThat(log.lines()).as("lines of at least 60 attempts").hasSizeLessThan(10);

      subchain.reachable(true);
      governance.nextBlock(1);
      assertThat(proxy.outcomes(5)).hasSize(5);
      assertThat(log.lines().getLast()).startsWith("no execution waits");
    }
  }

  @Test
  void shouldTellOfALateSuccess_whenTheTransactionIsCompensatingByThen() {
    governance.open(TRANSACTION, Status.OPEN);
    try (ProxyUnderTest dying = proxy(Death.AFTER_BROADCASTING)) {
      dying.receive(order(dying, StepAction.EXECUTE));
      ProxyUnderTest.await("the write", () -> !subchain.effects().isEmpty());
    }
    governance.open(TRANSACTION, Status.COMPENSATING);
    governance.nextBlock(10_000);

    try (ProxyUnderTest restarted = proxy()) {
      assertThat(restarted.outcomes(1).getFirst().result()).isEqualTo(StepResult.SUCCEEDED);
    }
  }

  @Test
  void shouldTellOfALateSuccess_whenTheDatabaseWasLostToo() throws IOException {
    governance.open(TRANSACTION, Status.OPEN);
    try (ProxyUnderTest dying = proxy(Death.AFTER_BROADCASTING)) {
      dying.receive(order(dying, StepAction.EXECUTE));
      ProxyUnderTest.await("the write", () -> !subchain.effects().isEmpty());
    }
    Files.delete(folder.resolve("proxy.db"));
    governance.open(TRANSACTION, Status.COMPENSATING);

    try (ProxyUnderTest empty = proxy()) {
      empty.receive(order(empty, StepAction.EXECUTE));
      assertThat(empty.outcomes(1).getFirst().result()).isEqualTo(StepResult.SUCCEEDED);
    }
  }

  @Test
  void shouldRepeatTheAnswerAndNothingElse_whenTheSameIsOrderedAgain() {
    governance.open(TRANSACTION, Status.OPEN);
    try (ProxyUnderTest proxy = proxy()) {
      Envelope first = order(proxy, StepAction.EXECUTE);
      proxy.receive(first);
      proxy.outcomes(1);
      Envelope second = order(proxy, StepAction.EXECUTE);
      proxy.receive(second);

      List<MessageData.Outcome> outcomes = proxy.outcomes(2);

      assertThat(outcomes.get(1)).isEqualTo(outcomes.get(0));
      assertThat(proxy.sent().get(1).inReplyTo()).contains(second.digest());
      assertThat(proxy.sent().get(1).sequence()).isEqualTo(1);
      assertThat(subchain.effects()).containsExactly(EXECUTE);
      assertThat(proxy.receive(first)).isInstanceOf(Intake.Ignore.class);
    }
  }

  @Test
  void shouldRefuse_whenTheSameStepIsOrderedWithOtherContent() {
    governance.open(TRANSACTION, Status.OPEN);
    try (ProxyUnderTest proxy = proxy()) {
      proxy.receive(order(proxy, StepAction.EXECUTE));
      String other =
          Disclosure.of(JsonNodeFactory.instance.arrayNode().add("x"), new SecureRandom()).text();

      assertThatThrownBy(() -> proxy.receive(proxy.order(TRANSACTION, StepAction.EXECUTE, other)))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> assertThat(refused.problem().code()).isEqualTo("execution-conflict"));
    }
  }

  @Test
  void shouldWaitForTheRecord_whenTheOrderIsFasterThanTheBlock() {
    try (ProxyUnderTest proxy = proxy()) {
      proxy.receive(order(proxy, StepAction.EXECUTE));
      ProxyUnderTest.await("the order", () -> proxy.running() == 1);
      assertThat(subchain.effects()).isEmpty();

      governance.open(TRANSACTION, Status.OPEN);

      assertThat(proxy.outcomes(1).getFirst().result()).isEqualTo(StepResult.SUCCEEDED);
    }
  }

  @Test
  void shouldNeverWrite_whenTheTransactionIsNotOpen() {
    governance.open(TRANSACTION, Status.COMPENSATING);
    expectNotExecuted("transaction-not-open");
  }

  @Test
  void shouldNeverWrite_whenTheDeadlineHasPassed() {
    governance.open(TRANSACTION, Status.OPEN, StepRecord.Outcome.PENDING, World.NOW);
    expectNotExecuted("deadline-passed");
  }

  @Test
  void shouldNeverWrite_whenTheOtherInstitutionIsSuspendedMeanwhile() {
    governance.open(TRANSACTION, Status.OPEN);
    try (ProxyUnderTest proxy = proxy()) {
      subchain.reachable(false);
      proxy.receive(order(proxy, StepAction.EXECUTE));
      ProxyUnderTest.await("the first attempt", () -> subchain.turnedAway() > 0);
      governance.world.institution("court", Institution.Status.SUSPENDED);
      subchain.reachable(true);
      governance.nextBlock(1);

      MessageData.Outcome outcome = proxy.outcomes(1).getFirst();

      assertThat(outcome.result()).isEqualTo(StepResult.NOT_EXECUTED);
      assertThat(outcome.reason().map(Reason::code)).contains("pipeline-not-active");
      assertThat(subchain.effects()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Pipeline.Status.class,
      names = {"SUSPENDED", "FROZEN", "CLOSED"})
  void shouldSayThatNothingWasExecuted_whenTheOrderComesAfterThePipelineWentOutOfUse(
      Pipeline.Status status) {
    governance.open(TRANSACTION, Status.OPEN);
    governance.world.pipeline(status);
    expectNotExecuted("pipeline-not-active");
  }

  @Test
  void shouldSayThatNothingWasExecuted_whenTheOrderComesAfterThePipelineExpired() {
    governance.open(TRANSACTION, Status.OPEN);
    governance.world.terms = Pipeline.Terms.until(World.NOW - 1);
    governance.world.pipeline(Pipeline.Status.ACTIVE);
    expectNotExecuted("pipeline-not-active");
  }

  /** The steps before it are undone only once it is signed off. */
  @Test
  void shouldSayThatNothingWasExecuted_whenItIsOrderedAfterThePipelineAndTheTransactionEnded() {
    governance.open(TRANSACTION, Status.COMPENSATING);
    governance.world.pipeline(Pipeline.Status.CLOSED);
    expectNotExecuted("transaction-not-open");
  }

  @Test
  void shouldTellOfAnEarlierWrite_whenTheDatabaseWasLostAndThePipelineIsClosedByNow()
      throws IOException {
    governance.open(TRANSACTION, Status.OPEN);
    try (ProxyUnderTest dying = proxy(Death.AFTER_BROADCASTING)) {
      dying.receive(order(dying, StepAction.EXECUTE));
      ProxyUnderTest.await("the write", () -> !subchain.effects().isEmpty());
    }
    Files.delete(folder.resolve("proxy.db"));
    governance.world.pipeline(Pipeline.Status.CLOSED);

    try (ProxyUnderTest empty = proxy()) {
      empty.receive(order(empty, StepAction.EXECUTE));
      assertThat(empty.outcomes(1).getFirst().result()).isEqualTo(StepResult.SUCCEEDED);
      assertThat(subchain.effects()).containsExactly(EXECUTE);
    }
  }

  @Test
  void shouldSayWhy_whenTheContractRefuses() {
    governance.open(TRANSACTION, Status.OPEN);
    subchain.refuse(EXECUTE, "AlreadyStored(digest=0x01)");
    try (ProxyUnderTest proxy = proxy()) {
      proxy.receive(order(proxy, StepAction.EXECUTE));

      MessageData.Outcome outcome = proxy.outcomes(1).getFirst();

      assertThat(outcome.result()).isEqualTo(StepResult.FAILED);
      assertThat(outcome.reason().map(Reason::text)).contains("AlreadyStored(digest=0x01)");
    }
  }

  @Test
  void shouldUndoThroughThePipelineThatIsSuspendedByNow_whenCompensating() {
    governance.open(TRANSACTION, Status.COMPENSATING, StepRecord.Outcome.SUCCEEDED, World.NOW);
    governance.world.pipeline(Pipeline.Status.SUSPENDED);
    try (ProxyUnderTest proxy = proxy()) {
      proxy.receive(order(proxy, StepAction.COMPENSATE));

      assertThat(proxy.outcomes(1).getFirst().result()).isEqualTo(StepResult.SUCCEEDED);
      assertThat(subchain.effects()).containsExactly(COMPENSATE);
    }
  }

  /** Behind one address there may be a node that does not have the earlier step yet. */
  @Test
  void shouldRemindTheAdapterOfWhatItShowed_whenAnotherLifeGoesOnWithTheTransaction() {
    governance.open(TRANSACTION, Status.OPEN);
    try (ProxyUnderTest former = proxy()) {
      former.receive(order(former, StepAction.EXECUTE));
      former.outcomes(1);
    }
    assertThat(subchain.shown()).isEmpty();
    governance.open(TRANSACTION, Status.COMPENSATING, StepRecord.Outcome.SUCCEEDED, World.NOW);

    try (ProxyUnderTest proxy = proxy()) {
      proxy.receive(order(proxy, StepAction.COMPENSATE));
      proxy.outcomes(2);
    }

    assertThat(subchain.shown()).containsExactly("evidence of " + EXECUTE);
  }

  @Test
  void shouldNotUndo_whenNothingWasDone() {
    governance.open(TRANSACTION, Status.COMPENSATING);
    try (ProxyUnderTest proxy = proxy()) {
      proxy.receive(order(proxy, StepAction.COMPENSATE));

      MessageData.Outcome outcome = proxy.outcomes(1).getFirst();

      assertThat(outcome.result()).isEqualTo(StepResult.NOT_EXECUTED);
      assertThat(outcome.reason().map(Reason::code)).contains("nothing-to-compensate");
    }
  }

  @Test
  void shouldTryToUndoAgain_whenTheFirstAttemptHadNoEffect() {
    governance.open(TRANSACTION, Status.COMPENSATING, StepRecord.Outcome.SUCCEEDED, World.NOW);
    subchain.refuse(COMPENSATE, "busy");
    try (ProxyUnderTest proxy = proxy()) {
      proxy.receive(order(proxy, StepAction.COMPENSATE));
      assertThat(proxy.outcomes(1).getFirst().result()).isEqualTo(StepResult.FAILED);

      proxy.receive(order(proxy, StepAction.COMPENSATE));
      assertThat(proxy.outcomes(2).getLast().result()).isEqualTo(StepResult.SUCCEEDED);

      proxy.receive(order(proxy, StepAction.COMPENSATE));
      assertThat(proxy.outcomes(3).getLast().result()).isEqualTo(StepResult.SUCCEEDED);
      assertThat(subchain.effects()).containsExactly(COMPENSATE + "/2");
    }
  }

  @Test
  void shouldTryToUndoAgain_whenThatIsOrderedBeforeTheFirstAttemptHasEnded() {
    governance.open(TRANSACTION, Status.COMPENSATING, StepRecord.Outcome.SUCCEEDED, World.NOW);
    subchain.refuse(COMPENSATE, "busy");
    try (ProxyUnderTest proxy = proxy()) {
      AtomicBoolean ordered = new AtomicBoolean();
      // An outcome is counted on its own thread, between the commit and the thread's end.
      proxy
          .metrics
          .config()
          .onMeterAdded(
              meter -> {
                if (meter.getId().getName().equals("govchain.executions")
                    && ordered.compareAndSet(false, true)) {
                  proxy.receive(order(proxy, StepAction.COMPENSATE));
                }
              });
      proxy.receive(order(proxy, StepAction.COMPENSATE));

      assertThat(proxy.outcomes(2).getLast().result()).isEqualTo(StepResult.SUCCEEDED);
      assertThat(subchain.effects()).containsExactly(COMPENSATE + "/2");
    }
  }

  @Test
  void shouldSayThatTheReadFailed_whenItsResultIsTooLargeForAMessage() {
    governance.openToRead(TRANSACTION);
    subchain.returns("[\"" + "x".repeat(ReadValue.MAX_BYTES) + "\"]");
    try (ProxyUnderTest proxy = proxy()) {
      proxy.receive(proxy.orderToRead(TRANSACTION, ARGUMENTS));

      MessageData.Outcome outcome = proxy.outcomes(1).getFirst();

      assertThat(outcome.result()).isEqualTo(StepResult.FAILED);
      assertThat(outcome.reason().map(Reason::code)).contains("result-too-large");
      assertThat(outcome.value()).isEmpty();
    }
  }

  @Test
  void shouldGoOn_whenTheSubchainComesBack() {
    governance.open(TRANSACTION, Status.OPEN);
    subchain.reachable(false);
    try (ProxyUnderTest proxy = proxy()) {
      proxy.receive(order(proxy, StepAction.EXECUTE));
      ProxyUnderTest.await("the order", () -> proxy.running() == 1);

      subchain.reachable(true);
      governance.nextBlock(1);

      assertThat(proxy.outcomes(1).getFirst().result()).isEqualTo(StepResult.SUCCEEDED);
    }
  }

  @Test
  void shouldNotTakeOrders_whenTheGovernanceChainIsSilent() {
    governance.open(TRANSACTION, Status.OPEN);
    governance.stale("silent for 20 seconds");
    try (ProxyUnderTest proxy = proxy()) {
      assertThat(proxy.receive(order(proxy, StepAction.EXECUTE))).isInstanceOf(Intake.Defer.class);
    }
  }

  private void expectNotExecuted(String code) {
    try (ProxyUnderTest proxy = proxy()) {
      proxy.receive(order(proxy, StepAction.EXECUTE));

      MessageData.Outcome outcome = proxy.outcomes(1).getFirst();

      assertThat(outcome.result()).isEqualTo(StepResult.NOT_EXECUTED);
      assertThat(outcome.reason().map(Reason::code)).contains(code);
      assertThat(subchain.effects()).isEmpty();
    }
  }
}
