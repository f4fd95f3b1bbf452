package io.govchain.subchain.gateway;

import static io.govchain.subchain.world.ProxyUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.adapter.GatewayStatus;
import io.govchain.amdp.CallStatus;
import io.govchain.amdp.Disclosure;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepResult;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.subchain.world.CarryingProxy;
import io.govchain.subchain.world.LogReader;
import io.govchain.subchain.world.ProxyUnderTest;
import io.govchain.subchain.world.ValueGovernance;
import io.govchain.subchain.world.ValueSubchain;
import io.govchain.subchain.world.ValueSubchain.Death;
import io.govchain.subchain.world.World;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Arguments that a request does not show are no log's affair, nor what refuses them. */
@Timeout(180)
class HiddenInLogsTest {

  @TempDir Path folder;
  private final ValueGovernance governance = new ValueGovernance(new World());
  private final ValueSubchain subchain = new ValueSubchain();
  private LogReader log;

  @BeforeEach
  void listen() {
    log = LogReader.ofEverything();
  }

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void shouldNotSayWhatWasRefused() {
    Disclosure hidden =
        Disclosure.parse(
            "[\"AAAAAAAAAAAAAAAAAAAAAA\",[\"0x01\",\"%s\"]]".formatted(CarryingProxy.SECRET));
    try (CarryingProxy proxy = new CarryingProxy(folder, governance, subchain, Death.NEVER)) {
      await("the first look", proxy::hasLooked);
      String id = subchain.gateway.askHidden(hidden.digest());
      proxy.disclose(id, hidden.text());

      await("the answer", () -> passed() && subchain.gateway.answer(id).isPresent());

      assertThat(subchain.gateway.answer(id).get().outcome()).isEqualTo(GatewayStatus.FAILED);
      assertThat(subchain.gateway.answer(id).get().reason()).isEqualTo("arguments-invalid");
    }
    assertThat(log.lines()).anyMatch(text -> text.contains("arguments-invalid"));
    assertThat(log.lines()).noneMatch(text -> text.contains(CarryingProxy.SECRET));
  }

  @Test
  void shouldNotSayWhatAContractSaid() {
    try (CarryingProxy proxy = new CarryingProxy(folder, governance, subchain, Death.NEVER)) {
      await("the first look", proxy::hasLooked);
      subchain.gateway.ask();
      proxy.tell(
          proxy.theForwarded(),
          CallStatus.REJECTED,
          Optional.of("write-refused: AlreadyStored(\"" + CarryingProxy.SECRET + "\")"));
    }
    assertThat(log.lines()).anyMatch(text -> text.contains("write-refused"));
    assertThat(log.lines()).noneMatch(text -> text.contains(CarryingProxy.SECRET));
  }

  @Test
  void shouldNotSayWhatAContractSaidOfARefusedWrite() {
    String transaction = "0x" + "7a".repeat(32);
    String hidden =
        Disclosure.of(
                JsonNodeFactory.instance.arrayNode().add(World.DIGEST).add("deed"),
                new SecureRandom())
            .text();
    governance.open(transaction, Status.OPEN);
    subchain.refuse(transaction + "/0/execute", "AlreadyStored(\"" + CarryingProxy.SECRET + "\")");
    try (ProxyUnderTest proxy = new ProxyUnderTest(folder, governance, subchain, Death.NEVER)) {
      proxy.receive(proxy.order(transaction, StepAction.EXECUTE, hidden));

      assertThat(proxy.outcomes(1).getFirst().result()).isNotEqualTo(StepResult.SUCCEEDED);
      await("it is said", () -> log.lines().stream().anyMatch(s -> s.contains("write-refused")));
    }
    assertThat(log.lines()).noneMatch(text -> text.contains(CarryingProxy.SECRET));
  }

  private boolean passed() {
    governance.nextBlock(1);
    return true;
  }
}
