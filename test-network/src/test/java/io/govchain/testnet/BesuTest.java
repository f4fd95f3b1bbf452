package io.govchain.testnet;

import static io.govchain.testnet.acceptance.ChainConditions.grows;
import static io.govchain.testnet.acceptance.Condition.that;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.testnet.acceptance.Conditions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An installed Besu: runs where {@code BESU_HOME} or {@code PATH} names one. */
class BesuTest extends BesuSuite {
  @Override
  Optional<String> missing() {
    try {
      BesuInstallation.find();
      return Optional.empty();
    } catch (NetworkException e) {
      return Optional.of("no besu in BESU_HOME or PATH");
    }
  }

  @Override
  ChainNetwork start(ChainSpec spec) {
    return Besu.start(spec);
  }

  @Test
  void shouldGoOn_whenOneOfFourValidatorsIsSilent() {
    Besu besu = (Besu) chain;
    ChainNode silent = chain.nodes().get(3);
    try (EvmClient client = EvmClient.connect(EvmEndpoint.of(chain.rpc()))) {
      besu.pause(silent);
      long height = client.latestHeader().number();
      Conditions.within(Duration.ofMinutes(2))
          .eventually(
              that("the height of the first node", () -> client.latestHeader().number())
                  .satisfies("is at least " + (height + 3), now -> now >= height + 3));
    } finally {
      besu.resume(silent);
    }
    Conditions.within(Duration.ofMinutes(2)).eventually(grows(chain, 2));
  }
}
