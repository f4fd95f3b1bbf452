package io.govchain.subchain.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.adapter.AdapterHealth;
import io.govchain.adapter.SubchainAdapter;
import io.govchain.service.http.HealthProbe.Finding;
import io.govchain.subchain.adapters.LocalSubchain;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbesTest {

  @Test
  void shouldSayWhyWritesDoNotGoOn_whenTheChainAnswersAllTheSame() {
    Finding finding = Probes.subchain(subchain(Optional.of("the node took it, and no block does")));

    assertThat(finding.ok()).isFalse();
    assertThat(finding.text()).contains("expected writes to go on").contains("no block does");
  }

  @Test
  void shouldBeWell_whenNothingStandsStill() {
    Finding finding = Probes.subchain(subchain(Optional.empty()));

    assertThat(finding.ok()).isTrue();
    assertThat(finding.text()).contains("block 7").contains("3 unfinished writes");
  }

  private LocalSubchain subchain(Optional<String> standstill) {
    return LocalSubchain.of(
        "evm",
        (SubchainAdapter)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SubchainAdapter.class},
                (self, method, arguments) ->
                    method.getName().equals("standstill")
                        ? standstill
                        : new AdapterHealth(true, 7, 3, "a node")));
  }
}
