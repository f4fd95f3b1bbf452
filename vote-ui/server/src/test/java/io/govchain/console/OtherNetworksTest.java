package io.govchain.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.console.world.ConsoleWorld;
import io.govchain.testnet.Awaiting;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real networks of one chain id beside each other. */
class OtherNetworksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void shouldTellThemApartAndLeadNobodyAcross_whenTwoNetworksHaveOneChainId(
      @TempDir Path trial, @TempDir Path production, @TempDir Path beside) throws Exception {
    try (ConsoleWorld first = ConsoleWorld.start(trial, "");
        ConsoleWorld second =
            ConsoleWorld.start(production, networks("http://127.0.0.1:1", first));
        ConsoleWorld third =
            ConsoleWorld.beside(
                second.consortium, beside, networks(second.address("/").toString(), first))) {
      JsonNode there = first.get("/v1/network").json();
      JsonNode here = comparedWithTheLast(second);
      assertThat(here.path("chainId")).isEqualTo(there.path("chainId"));
      assertThat(here.path("genesis")).isNotEqualTo(there.path("genesis"));
      assertThat(shares(here, 0)).as("nothing is known of who does not answer").isFalse();

      JsonNode sameAsSecond = comparedWithTheLast(third);
      assertThat(sameAsSecond.path("genesis")).isEqualTo(here.path("genesis"));
      assertThat(shares(sameAsSecond, 0)).as("another console of the same network").isFalse();
    }
  }

  /** Consoles are asked in this order: when something is known of the last, all were asked. */
  private static String networks(String one, ConsoleWorld last) {
    return """
    networks:
      - {name: One, environment: test, url: "%s"}
      - {name: Trial, environment: test, url: "%s"}
    """
        .formatted(one, last.address("/"));
  }

  private static JsonNode comparedWithTheLast(ConsoleWorld world) {
    return Awaiting.within(PATIENCE)
        .until(
            "the other network is known to have the same id",
            () -> world.get("/v1/network").json(),
            network -> shares(network, 1));
  }

  private static boolean shares(JsonNode network, int at) {
    return network.at("/networks/%d/sharesTheChainId".formatted(at)).booleanValue();
  }
}
