package io.govchain.subchain.gateway;

import static io.govchain.subchain.world.ProxyUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.adapter.GatewayAnswer;
import io.govchain.adapter.GatewayStatus;
import io.govchain.amdp.CallStatus;
import io.govchain.amdp.Disclosure;
import io.govchain.governance.Pipeline;
import io.govchain.governance.StepRecord;
import io.govchain.governance.TransactionRecord;
import io.govchain.governance.TrustAnchors;
import io.govchain.subchain.journal.GatewayCalls;
import io.govchain.subchain.world.CarryingProxy;
import io.govchain.subchain.world.LogReader;
import io.govchain.subchain.world.ValueGateway;
import io.govchain.subchain.world.ValueGovernance;
import io.govchain.subchain.world.ValueSubchain;
import io.govchain.subchain.world.ValueSubchain.Death;
import io.govchain.subchain.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests of a gateway through crashes, losses and bad requests: each is carried once. */
@Timeout(180)
class CarryingTest {

  @TempDir Path folder;
  private final ValueGovernance governance = new ValueGovernance(new World());
  private final ValueSubchain subchain = new ValueSubchain();
  private final ValueGateway gateway = subchain.gateway;
  private CarryingProxy proxy;
  private int disks;

  @AfterEach
  void stop() {
    proxy.close();
  }

  private void start(Death death) throws Exception {
    Path disk = folder.resolve("disk" + disks);
    Files.createDirectories(disk);
    proxy = new CarryingProxy(disk, governance, subchain, death);
    await("the first look", () -> gateway.isSilent() || proxy.hasLooked());
  }

  private void restart() throws Exception {
    proxy.close();
    start(Death.NEVER);
  }

  private void restartWithEmptyDisk() throws Exception {
    disks++;
    restart();
  }

  @ParameterizedTest
  @EnumSource(Death.class)
  void shouldCarryAndAnswerOnce_whenTheProxyDiesBeforeTheAnswerIsThere(Death death)
      throws Exception {
    start(death);
    String id = gateway.ask();
    String transaction = proxy.theForwarded();
    settle(transaction);
    await("an answer on its way", () -> gateway.asked() > 0);

    restart();

    await("the answer", () -> gateway.answer(id).isPresent());
    assertThat(gateway.answer(id).get().outcome()).isEqualTo(GatewayStatus.SUCCEEDED);
    assertThat(gateway.answer(id).get().transaction()).contains(transaction);
    awaitEnd(1);
    assertThat(gateway.effects()).isEqualTo(1);
    assertThat(proxy.forwarded()).containsExactly(transaction);
  }

  @Test
  void shouldNotLookBeforeTheRegisteredRuleIsKnown() throws Exception {
    governance.world.evidenceChain(
        "registry", new TrustAnchors.NodeAgreement(1, List.of("http://127.0.0.1:1"), 6));
    governance.stale("no node answers");
    gateway.ask();
    try (LogReader log = LogReader.of(GatewayListener.class)) {
      proxy = new CarryingProxy(folder, governance, subchain, Death.NEVER);
      await(
          "the reason",
          () -> log.lines().stream().anyMatch(line -> line.contains("no node answers")));
      assertThat(gateway.looks()).isEmpty();
    }

    governance.heard();

    proxy.theForwarded();
    assertThat(gateway.looks()).isNotEmpty().containsOnly(6);
  }

  @Test
  void shouldMakeTheVerySameCall_whenTheDiskIsLostBeforeItWasOpened() throws Exception {
    start(Death.NEVER);
    String id = gateway.ask();
    String transaction = proxy.theForwarded();

    restartWithEmptyDisk();

    assertThat(proxy.theForwarded()).isEqualTo(transaction);
    settle(transaction);
    await("the answer", () -> gateway.answer(id).isPresent());
    assertThat(gateway.effects()).isEqualTo(1);
  }

  /** A vector: whoever changes it loses the calls that are under way with the next lost disk. */
  @Test
  void shouldBeThisTransaction_ofThisRequestPipelineAndKey() throws Exception {
    start(Death.NEVER);
    gateway.ask();

    assertThat(proxy.theForwarded())
        .isEqualTo("0x92fe671f02761f8ec5db04eb02812fb165e6a08dae353d1754f2f777140fd315");
  }

  @Test
  void shouldGoOnWithTheOpenedCall_whenTheDiskIsLostAndThePipelineAmendedMeanwhile()
      throws Exception {
    start(Death.NEVER);
    String id = gateway.ask();
    String transaction = proxy.theForwarded();
    put(transaction, TransactionRecord.Status.OPEN, StepRecord.Outcome.PENDING);
    governance.world.amend("0x" + "c8".repeat(32));

    restartWithEmptyDisk();

    settle(transaction);
    await("the answer", () -> passed(1) && gateway.answer(id).isPresent());
    assertThat(gateway.answer(id).get().transaction()).contains(transaction);
    assertThat(proxy.forwarded()).isEmpty();
  }

  @Test
  void shouldLeaveItAlone_whenTheDiskIsLostAfterTheAnswer() throws Exception {
    start(Death.NEVER);
    String id = gateway.ask();
    settle(proxy.theForwarded());
    await("the answer", () -> gateway.answer(id).isPresent());

    restartWithEmptyDisk();

    String next = gateway.ask();
    settle(proxy.theForwarded());
    await("the next answer", () -> gateway.answer(next).isPresent());
    assertThat(proxy.forwarded()).hasSize(1);
    assertThat(gateway.effects()).isEqualTo(2);
  }

  @Test
  void shouldNotSayExpired_whileACallFromBeforeTheLossMayStillBeOpened() throws Exception {
    start(Death.NEVER);
    String id = gateway.ask();
    String transaction = proxy.theForwarded();
    gateway.time(World.NOW + 101);

    restartWithEmptyDisk();

    await("some looks", () -> passed(5));
    assertThat(gateway.answer(id)).isEmpty();
    settle(transaction);
    await("the answer", () -> passed(100) && gateway.answer(id).isPresent());
    assertThat(gateway.answer(id).get().outcome()).isEqualTo(GatewayStatus.SUCCEEDED);
    assertThat(proxy.forwarded()).isEmpty();
  }

  @Test
  void shouldSayExpired_whenNothingCanBeOpenedAnyMoreAfterTheLoss() throws Exception {
    start(Death.NEVER);
    String id = gateway.ask();
    proxy.theForwarded();
    gateway.time(World.NOW + 101);
    governance.nextBlock(401);

    restartWithEmptyDisk();

    await("the answer", () -> gateway.answer(id).isPresent());
    assertThat(gateway.answer(id).get().outcome()).isEqualTo(GatewayStatus.EXPIRED);
    assertThat(gateway.answer(id).get().transaction()).isEmpty();
  }

  @Test
  void shouldWaitForPeople_whenTheDiskIsLostWithHiddenArguments() throws Exception {
    start(Death.NEVER);
    Disclosure hidden = Disclosure.parse("[\"AAAAAAAAAAAAAAAAAAAAAA\",[\"0x01\",\"deed\"]]");
    String id = gateway.askHidden(hidden.digest());
    proxy.disclose(id, hidden.text());
    String transaction = proxy.theForwarded();
    gateway.time(World.NOW + 101);
    settle(transaction);
    await("the first answer", () -> gateway.answer(id).isPresent());
    gateway.forget(id);

    restartWithEmptyDisk();

    await("the request to be held", () -> passed(1) && proxy.held() == 1);
    assertThat(gateway.answer(id)).isEmpty();
    proxy.disclose(id, hidden.text());
    await("the answer", () -> passed(1) && gateway.answer(id).isPresent());
    assertThat(gateway.answer(id).get().transaction()).contains(transaction);
    assertThat(gateway.answer(id).get().outcome()).isEqualTo(GatewayStatus.SUCCEEDED);
  }

  @Test
  void shouldNotSayFailed_whenTheDiskIsLostAndThePipelineLeadsToAnotherContractSince()
      throws Exception {
    start(Death.NEVER);
    Disclosure hidden = Disclosure.parse("[\"AAAAAAAAAAAAAAAAAAAAAA\",[\"0x01\",\"deed\"]]");
    String id = gateway.askHidden(hidden.digest());
    proxy.disclose(id, hidden.text());
    String transaction = proxy.theForwarded();
    settle(transaction);
    await("the first answer", () -> gateway.answer(id).isPresent());
    gateway.forget(id);
    governance.world.amendToAnotherContract("0x" + "c8".repeat(32));

    restartWithEmptyDisk();
    await("a look", () -> gateway.answer(id).isPresent() || isWaiting(id, "function-unknown"));

    assertThat(gateway.answer(id)).isEmpty();
    gateway.time(World.NOW + 101);
    await("the request to be held", () -> passed(1) && proxy.held() == 1);
    proxy.disclose(id, hidden.text());
    await("the answer", () -> passed(1) && gateway.answer(id).isPresent());
    assertThat(gateway.answer(id).get().transaction()).contains(transaction);
    assertThat(gateway.answer(id).get().outcome()).isEqualTo(GatewayStatus.SUCCEEDED);
  }

  @Test
  void shouldAnswerFailedAtOnce_whenTheRequestIsWrong() throws Exception {
    start(Death.NEVER);
    String function = gateway.ask("sell(bytes32)", "0x01", true);
    String arguments = gateway.ask(World.WRITE, ValueGateway.WRONG, true);
    String notAllowed = gateway.ask(World.UNDO, "0x01", true);

    assertFailed(function, "function-unknown");
    assertFailed(arguments, "arguments-invalid");
    assertFailed(notAllowed, "function-not-in-pipeline");
    assertThat(proxy.forwarded()).isEmpty();
  }

  private void assertFailed(String id, String code) {
    await("the answer of " + code, () -> gateway.answer(id).isPresent());
    GatewayAnswer answer = gateway.answer(id).orElseThrow();
    assertThat(answer.outcome()).isEqualTo(GatewayStatus.FAILED);
    assertThat(answer.transaction()).contains(id);
    assertThat(answer.reason()).startsWith(code);
  }

  @Test
  void shouldWaitForThePipelineAndExpire_whenItStaysSuspended() throws Exception {
    governance.world.become(Pipeline.Status.SUSPENDED);
    start(Death.NEVER);
    String tooLate = gateway.ask();
    await("some looks", () -> passed(4));
    assertThat(gateway.asked()).isZero();

    gateway.time(World.NOW + 101);

    await("the answer", () -> passed(1) && gateway.answer(tooLate).isPresent());
    assertThat(gateway.answer(tooLate).get().outcome()).isEqualTo(GatewayStatus.EXPIRED);
    assertThat(gateway.answer(tooLate).get().reason()).startsWith("pipeline-not-active");
  }

  @Test
  void shouldCarryAfterAll_whenThePipelineIsResumedInTime() throws Exception {
    governance.world.become(Pipeline.Status.SUSPENDED);
    start(Death.NEVER);
    gateway.ask();
    await("some looks", () -> passed(3));

    governance.world.become(Pipeline.Status.ACTIVE);

    await("a forward", () -> passed(1) && !proxy.forwarded().isEmpty());
  }

  @Test
  void shouldDelayNoOther_whenARequestIsPoison() throws Exception {
    start(Death.NEVER);
    gateway.ask(World.WRITE, ValueGateway.POISON, true);
    String good = gateway.ask();

    settle(proxy.theForwarded());

    await("the answer", () -> gateway.answer(good).isPresent());
    assertThat(proxy.proxy.metrics.counter("govchain.gateway.defects").count()).isPositive();
    await(
        "the count",
        () ->
            proxy.proxy.metrics.counter("govchain.gateway.answered", "outcome", "succeeded").count()
                == 1);
  }

  @Test
  void shouldTryAgain_whenTheGatewayTakesNoAnswerForAWhile() throws Exception {
    gateway.refuse(3);
    start(Death.NEVER);
    String id = gateway.ask();
    settle(proxy.theForwarded());

    await("the answer", () -> passed(1) && gateway.answer(id).isPresent());

    assertThat(gateway.asked()).isEqualTo(4);
    assertThat(gateway.effects()).isEqualTo(1);
  }

  @Test
  void shouldSayFailedWithTheReason_whenTheCallWasRejected() throws Exception {
    start(Death.NEVER);
    String id = gateway.ask();
    proxy.tell(proxy.theForwarded(), CallStatus.REJECTED, Optional.of("limit-reached: later"));

    assertFailed(id, "limit-reached: later");
  }

  /** Others saw the opening on its way, and were faster with a plan of theirs under its id. */
  @ParameterizedTest
  @EnumSource(
      value = TransactionRecord.Status.class,
      names = {"OPEN", "SETTLED", "COMPENSATED", "RESOLVED"})
  void shouldSayFailed_whenTheIdStandsOnTheRecordWithAnotherPlan(TransactionRecord.Status status)
      throws Exception {
    start(Death.NEVER);
    String id = gateway.ask();
    String transaction = proxy.theForwarded();
    governance.openOtherwise(transaction, status);
    proxy.tell(transaction, CallStatus.REJECTED, Optional.of("record-mismatch: another plan"));

    await("the answer", () -> passed(1) && gateway.answer(id).isPresent());

    assertThat(gateway.answer(id).get().outcome()).isEqualTo(GatewayStatus.FAILED);
    assertThat(gateway.answer(id).get().reason()).startsWith("record-mismatch");
  }

  @Test
  void shouldNotTakeARecordForItsCall_whenTheDiskIsLostAndOthersOpenedTheId() throws Exception {
    start(Death.NEVER);
    String id = gateway.ask();
    String transaction = proxy.theForwarded();
    governance.openOtherwise(transaction, TransactionRecord.Status.SETTLED);
    gateway.time(World.NOW + 101);

    restartWithEmptyDisk();

    await("the answer", () -> passed(1) && gateway.answer(id).isPresent());
    assertThat(gateway.answer(id).get().outcome()).isEqualTo(GatewayStatus.EXPIRED);
  }

  @Test
  void shouldGoOnReading_whenTheChainWasSilent() throws Exception {
    gateway.silent(true);
    start(Death.NEVER);
    gateway.ask();
    await("some looks", () -> passed(3));
    assertThat(proxy.forwarded()).isEmpty();

    gateway.silent(false);

    proxy.theForwarded();
  }

  /** The governance chain goes on by a block, of a second at most; true so often. */
  private boolean isWaiting(String id, String why) {
    return proxy
        .proxy
        .database
        .read(handle -> GatewayCalls.byId(handle, id))
        .filter(call -> call.detail().startsWith(why))
        .isPresent();
  }

  private boolean passed(int seconds) {
    governance.nextBlock(1);
    return ++blocks % seconds == 0;
  }

  private int blocks;

  private void settle(String transaction) {
    put(transaction, TransactionRecord.Status.SETTLED, StepRecord.Outcome.SUCCEEDED);
    if (proxy.forwarded().contains(transaction)) {
      proxy.tell(transaction, CallStatus.SETTLED, Optional.empty());
    }
  }

  private void put(
      String transaction, TransactionRecord.Status status, StepRecord.Outcome outcome) {
    governance.put(
        transaction, status, true, outcome, StepRecord.Verdict.NONE, StepRecord.Compensation.NONE);
  }

  private void awaitEnd(int requests) {
    await("the journal to know", () -> passed(1) && proxy.ended() >= requests);
  }
}
