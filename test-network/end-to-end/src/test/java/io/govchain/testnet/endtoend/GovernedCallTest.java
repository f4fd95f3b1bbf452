package io.govchain.testnet.endtoend;

import static io.govchain.testnet.acceptance.Conditions.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.governance.TransactionRecord.Status;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The product's main job on real chains, with real processes; judged by the chains alone. What
 * happens when they break is told by {@link BrokenWorldTest}.
 */
final class GovernedCallTest {
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  @TempDir static Path home;
  private static World world;

  @BeforeAll
  static void createWorld() {
    world = World.create(home.resolve("world"));
  }

  @AfterAll
  static void endWorld() {
    if (world != null) {
      world.close();
    }
  }

  @Test
  void shouldSettleAndReadBack_whenBothChainsAccept() throws Exception {
    String digest = World.randomDigest();
    GovernedCall call = world.storesOnBothChains(digest);

    within(PATIENCE).eventually(call.isTold("settled"));

    assertThat(call.recordStatus()).isEqualTo(Status.SETTLED);
    assertThat(call.executed(world.registryChain)).isEqualTo(1);
    assertThat(call.executed(world.courtChain)).isEqualTo(1);
    within(PATIENCE).eventually(call.isToldInFull());
    assertThat(call.view().path("history").findValuesAsText("status"))
        .startsWith("received")
        .endsWith("settled");

    GovernedCall read = world.readsFromCourt(digest);
    within(PATIENCE).eventually(read.isTold("settled"));
    JsonNode value = read.view().path("steps").path(0).path("value");
    assertThat(value.path(0).asText()).isEqualTo("end to end");
    assertThat(value.path(3).asBoolean()).isTrue();
  }

  @Test
  void shouldCompensateTheFirstChain_whenTheSecondRefuses() throws Exception {
    String digest = World.randomDigest();
    world.strangerStoresOnCourtChain(digest);

    GovernedCall call = world.storesOnBothChains(digest);
    within(PATIENCE).eventually(call.isTold("compensated"));

    assertThat(call.recordStatus()).isEqualTo(Status.COMPENSATED);
    assertThat(call.executed(world.registryChain)).isEqualTo(1);
    assertThat(call.undone(world.registryChain)).isEqualTo(1);
    assertThat(call.executed(world.courtChain)).isZero();
    assertThat(call.view().path("steps").path(1).path("reason").toString())
        .contains("AlreadyStored");
    within(PATIENCE).eventually(call.isToldInFull());
  }
}
