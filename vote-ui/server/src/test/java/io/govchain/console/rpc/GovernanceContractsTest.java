package io.govchain.console.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.governance.GovernanceChain;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whoever asks what network this is learns it, also while the chain's node stands still. */
class GovernanceContractsTest {
  private static final Duration NEVER = Duration.ofMinutes(10);

  @Test
  void shouldTellWhatWasKnown_whenTheNodeTakesQuestionsAndDoesNotAnswer() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        EvmClient client =
            EvmClient.connect(
                new EvmEndpoint(
                    URI.create("http://127.0.0.1:" + mute.getLocalPort()),
                    Optional.empty(),
                    NEVER))) {
      GovernanceContracts contracts = new GovernanceContracts(GovernanceChain.connect(client));
      for (int asked = 0; asked < 2; asked++) {
        Map<String, String> told =
            CompletableFuture.supplyAsync(contracts::byName).get(60, TimeUnit.SECONDS);
        assertThat(told).containsEntry("WorkOrders", "0x0000000000000000000000000000000000001003");
      }
    }
  }
}
