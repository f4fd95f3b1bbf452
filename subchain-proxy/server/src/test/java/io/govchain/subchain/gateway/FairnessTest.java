package io.govchain.subchain.gateway;

import static io.govchain.subchain.world.ProxyUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.CallStatus;
import io.govchain.governance.StepRecord;
import io.govchain.governance.TransactionRecord;
import io.govchain.subchain.journal.GatewayCall;
import io.govchain.subchain.journal.GatewayCalls;
import io.govchain.subchain.world.CarryingProxy;
import io.govchain.subchain.world.ValueGateway;
import io.govchain.subchain.world.ValueGovernance;
import io.govchain.subchain.world.ValueSubchain;
import io.govchain.subchain.world.ValueSubchain.Death;
import io.govchain.subchain.world.World;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However much one contract asks for, others of the same gateway have their turn. */
@Timeout(180)
class FairnessTest {

  private static final int ROOM = 3;

  @TempDir Path folder;
  private final ValueGovernance governance = new ValueGovernance(new World());
  private final ValueSubchain subchain = new ValueSubchain();
  private final ValueGateway gateway = subchain.gateway;

  @Test
  void shouldCarryTheOthersBeforeItIsServedTwice_whenOneContractTakesAllTheRoom() {
    try (CarryingProxy proxy = new CarryingProxy(folder, governance, subchain, Death.NEVER, ROOM)) {
      await("the first look", proxy::hasLooked);
      for (int i = 0; i < 400; i++) {
        gateway.askAs("0xflood");
      }
      await("all the room to be taken", () -> passed() && proxy.forwarded().size() == ROOM);
      await("all to be read", () -> passed() && known(proxy, 400));
      String one = gateway.askAs("0xone");
      String other = gateway.askAs("0xother");
      await("them to be read", () -> passed() && known(proxy, 402));
      await(
          "some passes in vain",
          () -> passed() && proxy.proxy.metrics.counter("govchain.gateway.held.back").count() > 5);

      // A pass that is under way may still give one place to whom it asked first.
      proxy.forwarded().forEach(transaction -> settle(proxy, transaction));

      await("the room to be taken again", () -> passed() && proxy.forwarded().size() == 2 * ROOM);
      await(
          "the others to be noted as carried",
          () -> passed() && Stream.of(one, other).allMatch(id -> isCarried(proxy, id)));
      assertThat(proxy.forwarded()).hasSize(2 * ROOM);
    }
  }

  private boolean known(CarryingProxy proxy, long last) {
    return proxy
        .proxy
        .database
        .read(handle -> GatewayCalls.position(handle, "0xgate"))
        .filter(position -> position.lastNumber() == last)
        .isPresent();
  }

  private static boolean isCarried(CarryingProxy proxy, String id) {
    return proxy.proxy.database.read(handle -> GatewayCalls.byId(handle, id)).orElseThrow().state()
        == GatewayCall.State.CARRIED;
  }

  private void settle(CarryingProxy proxy, String transaction) {
    governance.put(
        transaction,
        TransactionRecord.Status.SETTLED,
        true,
        StepRecord.Outcome.SUCCEEDED,
        StepRecord.Verdict.ACCEPTED,
        StepRecord.Compensation.NONE);
    proxy.tell(transaction, CallStatus.SETTLED, Optional.empty());
  }

  private boolean passed() {
    governance.nextBlock(0);
    return true;
  }
}
