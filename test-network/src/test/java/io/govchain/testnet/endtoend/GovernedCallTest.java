package io.govchain.testnet.endtoend;

import static io.govchain.testnet.acceptance.Conditions.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.testnet.acceptance.Condition;
import io.govchain.testnet.consortium.ProxyProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The product's main job on real chains, with real processes; judged by the chains alone. */
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

  @Test
  void shouldGoOn_whenTheSecondChainPauses() throws Exception {
    world.courtChain.network().pause();
    GovernedCall call;
    try {
      call = world.storesOnBothChains(World.randomDigest());
      within(PATIENCE).eventually(call.hasWrittenOnFirstChain());
    } finally {
      world.courtChain.network().resume();
    }

    within(PATIENCE).eventually(call.isTold("settled"));
    requireTruth(call);
  }

  /** A moment of a call at which a process may be killed. */
  enum Moment {
    ACCEPTED(call -> call.hasEnded().not()),
    OPENED(GovernedCall::isOpened),
    FIRST_WRITE(GovernedCall::hasWrittenOnFirstChain),
    SECOND_WRITE(GovernedCall::hasWrittenOnSecondChain);

    private final Function<GovernedCall, Condition> condition;

    Moment(Function<GovernedCall, Condition> condition) {
      this.condition = condition;
    }
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void shouldEndTruthfully_whenAnyProxyIsKilledMidway(Moment moment) throws Exception {
    for (ProxyProcess victim : world.consortium.proxies()) {
      GovernedCall call = world.storesOnBothChains(World.randomDigest());
      within(PATIENCE).eventually(moment.condition.apply(call));

      victim.kill();
      victim.start();

      within(PATIENCE).eventually(call.hasEnded());
      requireTruth(call);
      victim.awaitReady();
      within(PATIENCE).eventually(call.isToldInFull());
    }
  }

  /** What the application was told is what the chains show. */
  private static void requireTruth(GovernedCall call) {
    String told = call.view().path("status").asText();
    List<Long> standing =
        List.of(
            call.executed(world.registryChain) - call.undone(world.registryChain),
            call.executed(world.courtChain) - call.undone(world.courtChain));
    switch (told) {
      case "settled" -> {
        assertThat(call.recordStatus()).isEqualTo(Status.SETTLED);
        assertThat(standing).as(call.writes().toString()).containsExactly(1L, 1L);
      }
      case "compensated" -> {
        assertThat(call.recordStatus()).isEqualTo(Status.COMPENSATED);
        assertThat(standing).as(call.writes().toString()).containsExactly(0L, 0L);
      }
      default ->
          throw new AssertionError(
              "expected settled or compensated, told %s; writes %s"
                  .formatted(call.view(), call.writes()));
    }
  }
}
