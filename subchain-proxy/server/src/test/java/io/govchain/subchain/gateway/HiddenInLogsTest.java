package io.govchain.subchain.gateway;

import static io.govchain.subchain.world.ProxyUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.govchain.adapter.GatewayStatus;
import io.govchain.amdp.CallStatus;
import io.govchain.amdp.Disclosure;
import io.govchain.subchain.world.CarryingProxy;
import io.govchain.subchain.world.ValueGovernance;
import io.govchain.subchain.world.ValueSubchain;
import io.govchain.subchain.world.ValueSubchain.Death;
import io.govchain.subchain.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Arguments that a request does not show are no log's affair, nor what refuses them. */
@Timeout(180)
class HiddenInLogsTest {

  @TempDir Path folder;
  private final ValueGovernance governance = new ValueGovernance(new World());
  private final ValueSubchain subchain = new ValueSubchain();
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LoggerFactory.getLogger("io.govchain");
  private Level before;
  private final AppenderBase<ILoggingEvent> reader =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          logged.add(event.getFormattedMessage());
          if (event.getThrowableProxy() != null) {
            logged.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
          }
        }
      };

  @BeforeEach
  void listen() {
    reader.start();
    before = root.getLevel();
    root.setLevel(Level.INFO);
    root.addAppender(reader);
  }

  @AfterEach
  void stop() {
    root.detachAppender(reader);
    root.setLevel(before);
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
    assertThat(logged).anyMatch(text -> text.contains("arguments-invalid"));
    assertThat(logged).noneMatch(text -> text.contains(CarryingProxy.SECRET));
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
    assertThat(logged).anyMatch(text -> text.contains("write-refused"));
    assertThat(logged).noneMatch(text -> text.contains(CarryingProxy.SECRET));
  }

  private boolean passed() {
    governance.nextBlock(1);
    return true;
  }
}
