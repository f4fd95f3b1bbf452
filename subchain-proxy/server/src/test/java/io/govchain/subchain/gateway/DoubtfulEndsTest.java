package io.govchain.subchain.gateway;

import static io.govchain.subchain.world.ProxyUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.adapter.GatewayAnswer;
import io.govchain.adapter.GatewayStatus;
import io.govchain.amdp.CallStatus;
import io.govchain.governance.StepRecord;
import io.govchain.governance.TransactionRecord;
import io.govchain.subchain.journal.GatewayCall;
import io.govchain.subchain.journal.GatewayCalls;
import io.govchain.subchain.journal.GatewayTurns;
import io.govchain.subchain.world.CarryingProxy;
import io.govchain.subchain.world.ValueGateway;
import io.govchain.subchain.world.ValueGovernance;
import io.govchain.subchain.world.ValueSubchain;
import io.govchain.subchain.world.ValueSubchain.Death;
import io.govchain.subchain.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No gateway is told that a call is not in effect while it is, or may still come into effect. */
@Timeout(180)
class DoubtfulEndsTest {

  @TempDir Path folder;
  private final ValueGovernance governance = new ValueGovernance(new World());
  private final ValueSubchain subchain = new ValueSubchain();
  private final ValueGateway gateway = subchain.gateway;
  private CarryingProxy proxy;

  @AfterEach
  void stop() {
    proxy.close();
  }

  private void start(String disk, Death death) throws Exception {
    Files.createDirectories(folder.resolve(disk));
    proxy = new CarryingProxy(folder.resolve(disk), governance, subchain, death);
    await("the first look", proxy::hasLooked);
  }

  @Test
  void shouldGoOnWithTheCall_whenTheProxyDiedBeforeItNotedThatItHandedItIn() throws Exception {
    start("disk", Death.NEVER);
    String id = gateway.ask();
    String transaction = proxy.theForwarded();
    await("the note", () -> stored(id).state() == GatewayCall.State.CARRIED);
    proxy.close();
    forgetTheNote("disk");
    gateway.time(World.NOW + 101);

    start("disk", Death.NEVER);

    await("another note", () -> answered(id) || isCarried(id));
    assertThat(gateway.asked()).isZero();
    settle(transaction);
    proxy.tell(transaction, CallStatus.SETTLED, Optional.empty());
    assertSucceeded(id, transaction);
  }

  @Test
  void shouldWaitForTheRecord_whenTheCallIsSaidToHaveSettledBeforeTheNodeHasIt() throws Exception {
    start("disk", Death.NEVER);
    String id = gateway.ask();
    String transaction = proxy.theForwarded();

    proxy.tell(transaction, CallStatus.SETTLED, Optional.empty());

    await("a look", () -> passed() && (answered(id) || stored(id).detail().contains("record")));
    assertThat(gateway.asked()).isZero();
    settle(transaction);
    assertSucceeded(id, transaction);
  }

  @Test
  void shouldNotSayFailed_whenTheForwardMayBeTakenAndItsRepetitionWasRefused() throws Exception {
    start("disk", Death.NEVER);
    String id = gateway.ask();
    String transaction = proxy.theForwarded();

    proxy.refuseForward(transaction, true);

    await("some looks", () -> passed() && ++looks > 40);
    assertThat(gateway.asked()).isZero();
    settle(transaction);
    proxy.tell(transaction, CallStatus.SETTLED, Optional.empty());
    assertSucceeded(id, transaction);
  }

  @Test
  void shouldSayFailed_whenTheForwardWasRefusedAtTheFirstAttempt() throws Exception {
    start("disk", Death.NEVER);
    String id = gateway.ask();
    proxy.refuseForward(proxy.theForwarded(), false);

    await("the answer", () -> passed() && answered(id));
    assertThat(gateway.answer(id).orElseThrow().outcome()).isEqualTo(GatewayStatus.FAILED);
  }

  private int looks;

  @Test
  void shouldWaitForTheFormerCall_whenItsDiskIsLostAndThePresentOneIsRejected() throws Exception {
    start("former", Death.NEVER);
    String id = gateway.ask();
    String former = proxy.theForwarded();
    proxy.close();
    governance.world.amend("0x" + "c8".repeat(32));
    start("present", Death.NEVER);
    String present = proxy.theForwarded();
    assertThat(present).isNotEqualTo(former);

    proxy.tell(present, CallStatus.REJECTED, Optional.of("request-conflict: " + former));

    await("a look", () -> passed() && (answered(id) || stored(id).detail().contains("another")));
    assertThat(gateway.asked()).isZero();
    settle(former);
    assertSucceeded(id, former);
  }

  @Test
  void shouldCarryTheRequest_whenANodeThatIsBehindDoesNotKnowItYet() throws Exception {
    String id = gateway.ask();
    gateway.behind(true);
    start("disk", Death.NEVER);
    await("a look", () -> passed() && !stored(id).detail().isEmpty());
    assertThat(stored(id).state()).isEqualTo(GatewayCall.State.WAITING);

    gateway.behind(false);

    await("a forward", () -> passed() && !proxy.forwarded().isEmpty());
  }

  @Test
  void shouldLetOthersTakeTheirTurn_whenAnAnswerIsHeldUpByTheChain() throws Exception {
    start("disk", Death.BEFORE_SAVING);
    gateway.ask();
    String transaction = proxy.theForwarded();
    settle(transaction);
    proxy.tell(transaction, CallStatus.SETTLED, Optional.empty());
    await("an answer on its way", () -> passed() && gateway.asked() > 0);

    governance.nextBlock(61);

    await("nothing to be due", () -> due().isEmpty());
  }

  private void assertSucceeded(String id, String transaction) {
    await("the answer", () -> passed() && answered(id));
    GatewayAnswer answer = gateway.answer(id).orElseThrow();
    assertThat(answer.outcome()).isEqualTo(GatewayStatus.SUCCEEDED);
    assertThat(answer.transaction()).contains(transaction);
    assertThat(gateway.effects()).isEqualTo(1);
  }

  /** As it is when the process ends between the write of the call and that of the request. */
  private void forgetTheNote(String disk) throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve(disk).resolve("proxy.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "UPDATE gateway_calls SET state = 'waiting', transaction_id = NULL"))
          .isEqualTo(1);
    }
  }

  private void settle(String transaction) {
    governance.put(
        transaction,
        TransactionRecord.Status.SETTLED,
        true,
        StepRecord.Outcome.SUCCEEDED,
        StepRecord.Verdict.ACCEPTED,
        StepRecord.Compensation.NONE);
  }

  private boolean passed() {
    governance.nextBlock(1);
    return true;
  }

  private boolean answered(String id) {
    return gateway.asked() > 0 && gateway.answer(id).isPresent();
  }

  private boolean isCarried(String id) {
    return stored(id).state() == GatewayCall.State.CARRIED;
  }

  private GatewayCall stored(String id) {
    return proxy
        .proxy
        .database
        .read(handle -> GatewayCalls.byId(handle, id))
        .orElseThrow(() -> new AssertionError("the journal has no request " + id));
  }

  private List<GatewayCall> due() {
    return proxy.proxy.database.read(
        handle -> GatewayTurns.due(handle, "0xgate", governance.blockTime(), "", 10));
  }
}
