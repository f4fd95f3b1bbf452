package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.EvmEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain that is not a governance chain. */
final class OtherChainTest {

  @Test
  void shouldSayWhatWasExpectedWhere_whenTheChainHasNoGovernanceContracts(@TempDir Path directory)
      throws IOException {
    Path genesis =
        Files.writeString(
            directory.resolve("genesis.json"),
            """
            {"config": {"chainId": 4711}, "nonce": "0x0", "timestamp": "0x1", "extraData": "0x", "gasLimit": "0x1c9c380",
             "difficulty": "0x1", "mixHash": "0x%s", "coinbase": "0x%s", "alloc": {}}"""
                .formatted("0".repeat(64), "0".repeat(40)));
    try (AnvilProcess anvil = AnvilProcess.start(genesis)) {
      GovernanceChain chain = GovernanceChain.connect(EvmEndpoint.of(anvil.rpc()));

      assertThatThrownBy(chain::institutions)
          .isInstanceOfSatisfying(
              GovernanceMismatchException.class,
              e -> assertThat(e.code()).isEqualTo("governance-mismatch"))
          .hasMessage(
              "expected a governance contract at 0x0000000000000000000000000000000000001001 of chain 4711 (%s),"
                      .formatted(anvil.rpc())
                  + " found an empty answer");
      chain.client().close();
    }
  }
}
