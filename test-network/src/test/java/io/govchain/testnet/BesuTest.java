package io.govchain.testnet;

import static io.govchain.testnet.acceptance.ChainConditions.grows;

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
  void shouldGoOnAtItsOwnPace_whenOneOfFourValidatorsIsSilent() {
    Besu besu = (Besu) chain;
    ChainNode silent = chain.nodes().get(3);
    besu.pause(silent);
    besu.resume(silent);
    Conditions.within(Duration.ofMinutes(2)).eventually(grows(chain, 3));
  }
}
