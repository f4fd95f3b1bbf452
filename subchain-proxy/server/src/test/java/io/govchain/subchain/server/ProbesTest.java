package io.govchain.subchain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.adapter.AdapterDescription;
import io.govchain.adapter.AdapterHealth;
import io.govchain.adapter.SubchainAdapter;
import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.governance.Paths;
import io.govchain.governance.Subchain;
import io.govchain.governance.TrustAnchors;
import io.govchain.service.http.HealthProbe.Finding;
import io.govchain.subchain.adapters.LocalSubchain;
import java.lang.reflect.Proxy;
import java.util.List;
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

  @Test
  void shouldSayWhichChainIsExpected_whenWhatIsAskedForIsMeantForAnother() {
    LocalSubchain subchain = subchain(Optional.empty());

    assertThatThrownBy(() -> subchain.requireChain(registered(77)))
        .isInstanceOf(SubchainUnavailableException.class);
    Finding finding = Probes.subchain(subchain);
    assertThat(finding.ok()).isFalse();
    assertThat(finding.text())
        .contains("subchain registry/titles")
        .contains("expected chain id 77")
        .contains("reaches 4242");

    subchain.requireChain(registered(4242));
    assertThat(Probes.subchain(subchain).ok()).isTrue();
  }

  private static Subchain registered(long chainId) {
    return new Subchain(
        Paths.id("registry/titles"),
        "registry/titles",
        Paths.id("registry"),
        "evm",
        chainId,
        Paths.id("registry/subchain-proxy"),
        new TrustAnchors.NodeAgreement(1, List.of("http://127.0.0.1:1")),
        Subchain.Status.ACTIVE);
  }

  private LocalSubchain subchain(Optional<String> standstill) {
    return LocalSubchain.of(
        "evm",
        (SubchainAdapter)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SubchainAdapter.class},
                (self, method, arguments) ->
                    switch (method.getName()) {
                      case "standstill" -> standstill;
                      case "describe" -> new AdapterDescription("evm", 4242, "0xaccount");
                      default -> new AdapterHealth(true, 7, 3, "a node");
                    }));
  }
}
