package io.govchain.subchain.gateway;

import static io.govchain.subchain.world.ProxyUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.adapter.GatewayAnswer;
import io.govchain.adapter.GatewayStatus;
import io.govchain.amdp.CallStatus;
import io.govchain.amdp.Disclosure;
import io.govchain.amdp.StepStatus;
import io.govchain.governance.StepRecord;
import io.govchain.governance.TransactionRecord;
import io.govchain.subchain.journal.Calls;
import io.govchain.subchain.journal.GatewayCall;
import io.govchain.subchain.journal.GatewayCalls;
import io.govchain.subchain.world.CarryingProxy;
import io.govchain.subchain.world.ValueGateway;
import io.govchain.subchain.world.ValueGovernance;
import io.govchain.subchain.world.ValueSubchain;
import io.govchain.subchain.world.ValueSubchain.Death;
import io.govchain.subchain.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A contract that asked what is stored elsewhere is told that, or nothing: never an empty value.
 */
@Timeout(180)
class MissingValuesTest {

  @TempDir Path folder;
  private final ValueGovernance governance = new ValueGovernance(new World());
  private final ValueSubchain subchain = new ValueSubchain();
  private final ValueGateway gateway = subchain.gateway;
  private CarryingProxy proxy;

  @AfterEach
  void stop() {
    proxy.close();
  }

  private void start(String disk) throws Exception {
    Files.createDirectories(folder.resolve(disk));
    proxy = new CarryingProxy(folder.resolve(disk), governance, subchain, Death.NEVER);
    await("the first look", proxy::hasLooked);
  }

  @Test
  void shouldAskForTheValue_whenTheReadSettledWhileTheCrosschainProxyWasAway() throws Exception {
    start("disk");
    String id = gateway.ask(World.FIND, "0x01", true);
    String transaction = proxy.theForwarded();
    settle(transaction);
    learnFromTheRecord(transaction);

    await("the call to be handed on again", () -> passed() && proxy.forwarded().size() > 1);
    assertThat(proxy.forwarded()).containsOnly(transaction);
    assertThat(gateway.asked()).isZero();

    tell(transaction);
    assertReturned(id, transaction);
  }

  @Test
  void shouldAskForTheValue_whenItWasToldAndTheDatabaseIsLost() throws Exception {
    start("former");
    String id = gateway.ask(World.FIND, "0x01", true);
    String transaction = proxy.theForwarded();
    proxy.close();
    settle(transaction);
    governance.nextBlock(200);

    start("present");

    await("the call to be handed on again", () -> passed() && !proxy.forwarded().isEmpty());
    assertThat(proxy.forwarded()).containsOnly(transaction);
    assertThat(gateway.asked()).isZero();

    tell(transaction);
    assertReturned(id, transaction);
  }

  @Test
  void shouldWaitForPeople_whenNobodyHasSaidForLongWhatItReturned() throws Exception {
    start("disk");
    String id = gateway.ask(World.FIND, "0x01", true);
    String transaction = proxy.theForwarded();
    settle(transaction);
    learnFromTheRecord(transaction);
    await("a question", () -> passed() && stored(id).detail().equals(MissingValues.ASKED));

    await("the request to be held", () -> passed() && (proxy.held() == 1 || askedForADay(id)));
    assertThat(gateway.asked()).isZero();
  }

  @Test
  void shouldAnswerAtOnce_whenTheArgumentsAreHiddenSoThatNoValueIsShown() throws Exception {
    start("disk");
    Disclosure hidden = Disclosure.parse("[\"AAAAAAAAAAAAAAAAAAAAAA\",[\"0x01\"]]");
    String id = gateway.askHiddenly(World.FIND, hidden.digest());
    proxy.disclose(id, hidden.text());
    String transaction = proxy.theForwarded();
    settle(transaction);
    learnFromTheRecord(transaction);

    await("the answer", () -> passed() && gateway.answer(id).isPresent());
    assertThat(gateway.answer(id).get().outcome()).isEqualTo(GatewayStatus.SUCCEEDED);
    assertThat(proxy.forwarded()).containsExactly(transaction);
  }

  private void assertReturned(String id, String transaction) {
    await("the answer", () -> passed() && gateway.answer(id).isPresent());
    GatewayAnswer answer = gateway.answer(id).orElseThrow();
    assertThat(answer.outcome()).isEqualTo(GatewayStatus.SUCCEEDED);
    assertThat(answer.transaction()).contains(transaction);
    assertThat(answer.value()).contains(new GatewayAnswer.Returned(World.FIND, "[\"the deed\"]"));
    assertThat(gateway.effects()).isEqualTo(1);
  }

  /** As whoever looks after overdue calls does, who knows of no value. */
  private void learnFromTheRecord(String transaction) {
    proxy.proxy.database.writeAndWait(
        handle ->
            Calls.update(
                handle, transaction, CallStatus.SETTLED, "the record", governance.blockTime()));
  }

  private void tell(String transaction) {
    StepStatus step =
        new StepStatus(
            0,
            StepStatus.Outcome.SUCCEEDED,
            StepStatus.Verdict.ACCEPTED,
            StepStatus.Compensation.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.of(JsonNodeFactory.instance.arrayNode().add("the deed")));
    proxy.tell(transaction, CallStatus.SETTLED, Optional.empty(), step);
  }

  private void settle(String transaction) {
    governance.put(
        transaction,
        TransactionRecord.Status.SETTLED,
        false,
        StepRecord.Outcome.SUCCEEDED,
        StepRecord.Verdict.ACCEPTED,
        StepRecord.Compensation.NONE);
  }

  /** False, for a loop: a look under way may write over it what it has counted itself. */
  private boolean askedForADay(String id) {
    return proxy.proxy.database.writeAndWait(
        handle -> {
          GatewayCall asking = GatewayCalls.byId(handle, id).orElseThrow();
          GatewayCalls.update(
              handle,
              new GatewayCall(
                  asking.gateway(),
                  asking.request(),
                  asking.disclosure(),
                  asking.state(),
                  asking.transaction(),
                  asking.answer(),
                  asking.attempt(),
                  MissingValues.MOST_LOOKS,
                  asking.detail()),
              0);
          return false;
        });
  }

  private GatewayCall stored(String id) {
    return proxy.proxy.database.read(handle -> GatewayCalls.byId(handle, id)).orElseThrow();
  }

  private boolean passed() {
    governance.nextBlock(1);
    return true;
  }
}
