package io.govchain.subchain.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.adapter.SubchainAdapter;
import io.govchain.service.config.KeyFiles;
import io.govchain.service.exit.Exit;
import io.govchain.service.exit.StartupFailure;
import io.govchain.service.loop.Loops;
import io.govchain.subchain.adapters.LocalSubchain;
import io.govchain.subchain.world.ProxyUnderTest;
import io.govchain.subchain.world.ValueGovernance;
import io.govchain.subchain.world.ValueSubchain;
import io.govchain.subchain.world.World;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the configuration of gateways is judged by when the proxy starts. */
class GatewaysTest {

  @TempDir Path folder;

  @Test
  void shouldRefuseToStart_whenTheAdapterKnowsNoGateways() {
    SubchainAdapter without =
        (SubchainAdapter)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SubchainAdapter.class},
                (self, method, arguments) ->
                    method.getName().equals("gateway") ? Optional.empty() : null);

    assertThatThrownBy(() -> open(LocalSubchain.of("fabric", without)))
        .isInstanceOfSatisfying(
            StartupFailure.class,
            failure -> assertThat(failure.exit()).isEqualTo(Exit.CONFIGURATION))
        .hasMessageContaining("adapter of kind \"fabric\" knows no gateways");
  }

  @Test
  void shouldRunWithoutThem_whenTheAdapterIsMissing() {
    open(LocalSubchain.without("evm", "no plugin")).close();
  }

  @Test
  void shouldRefuseToStart_whenAGatewayIsThereTwice() {
    GatewaySettings other = new GatewaySettings("0xGATE", World.APPLICATION, settings(0).key(), 0);

    assertThatThrownBy(() -> open(LocalSubchain.without("evm", "no plugin"), other))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("found 0xGATE twice");
  }

  @Test
  void shouldRefuseTimesThatCannotBe() {
    assertThatThrownBy(() -> settings(-1)).hasMessageContaining("fromBlock");
  }

  private Gateways open(LocalSubchain subchain, GatewaySettings... more) {
    ValueGovernance governance = new ValueGovernance(new World());
    try (ProxyUnderTest proxy =
        new ProxyUnderTest(folder, governance, new ValueSubchain(), ValueSubchain.Death.NEVER)) {
      Gateways gateways =
          new Gateways(
              World.PROXY,
              Stream.concat(Stream.of(settings(0)), Stream.of(more)).toList(),
              proxy.database,
              governance,
              subchain,
              body -> {
                throw new AssertionError("nothing is handed in");
              },
              call -> {
                throw new AssertionError("nothing is asked");
              },
              proxy.metrics,
              new Loops(proxy.metrics));
      gateways.start();
      return gateways;
    }
  }

  private GatewaySettings settings(long fromBlock) {
    return new GatewaySettings(
        "0xgate",
        World.APPLICATION,
        new KeyFiles(folder.resolve("none"), folder.resolve("none")),
        fromBlock);
  }
}
