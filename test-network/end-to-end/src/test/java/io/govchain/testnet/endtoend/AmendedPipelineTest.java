package io.govchain.testnet.endtoend;

import static io.govchain.testnet.acceptance.Condition.that;
import static io.govchain.testnet.acceptance.Conditions.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.govchain.client.ProxyRefusedException;
import io.govchain.client.ProxyUnreachableException;
import io.govchain.governance.DataClass;
import io.govchain.governance.Pipeline;
import io.govchain.governance.StepRecord;
import io.govchain.governance.TransactionRecord;
import io.govchain.governance.TrustAnchors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What applications meet when a pipeline changes under them; real chains, real processes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class AmendedPipelineTest {
  private static final Duration PATIENCE = Duration.ofSeconds(100);
  private static final long LONG_WINDOW = 16_000_000;

  @TempDir static Path home;
  @AutoClose private static World world;

  @BeforeAll
  static void createWorld() {
    world = World.create(home.resolve("world"));
  }

  @Test
  @Order(1)
  void shouldSettleByTheVersionOfItsOpening_whenThePipelineIsAmendedMidway() throws Exception {
    world.court.crosschainProxy().kill();
    GovernedCall call = world.storesOnBothChains(World.randomDigest());
    within(PATIENCE).eventually(call.hasWrittenOnFirstChain());

    Pipeline second =
        amend(new Pipeline.Terms(validUntil(), DataClass.IMPORTANT, 100, LONG_WINDOW));
    world.court.crosschainProxy().start();

    within(PATIENCE).eventually(call.isTold("settled"));
    assertThat(second.number()).isEqualTo(2);
    assertThat(world.consortium.chain().transaction(call.transaction()).orElseThrow().steps())
        .extracting(StepRecord::descriptor)
        .allMatch(step -> step.pipeline() == 1);
    assertThat(call.recordStatus()).isEqualTo(TransactionRecord.Status.SETTLED);
  }

  @Test
  @Order(2)
  void shouldRefuseTheFormerVersionAndTakeTheNew_whenAnApplicationCalls() throws Exception {
    assertRefused(world.pipeline, "constraint-mismatch");

    GovernedCall call = world.submit(signed(present()));

    within(PATIENCE).eventually(call.isTold("settled"));
    assertThat(world.consortium.chain().transaction(call.transaction()).orElseThrow().steps())
        .extracting(StepRecord::descriptor)
        .allMatch(step -> step.pipeline() == 2);
  }

  @Test
  @Order(3)
  void shouldRefuseBeforeAnythingIsWritten_whenTheLimitIsReached() throws Exception {
    // The two calls of the version before count in the same window.
    Pipeline limited = amend(new Pipeline.Terms(validUntil(), DataClass.GENERAL, 4, LONG_WINDOW));
    within(PATIENCE).eventually(offers(limited));

    GovernedCall call = world.submit(signed(limited));

    within(PATIENCE).eventually(call.isTold("settled"));
    assertRefused(limited, "limit-reached");
  }

  @Test
  @Order(4)
  void shouldCallAgainOnceBothAgree_whenASubchainIsVerifiedOtherwise() throws Exception {
    Pipeline third = amend(Pipeline.Terms.until(validUntil()));
    String node = world.courtChain.network().rpc().toString();
    world.consortium.anchor(
        world.courtMember,
        world.courtChain.path(),
        new TrustAnchors.NodeAgreement(1, List.of(node, "http://127.0.0.1:1")));
    within(PATIENCE).eventually(that("a call", () -> refusal(third)).is("trust-changed"));

    Pipeline fourth = amend(third.terms());
    within(PATIENCE).eventually(offers(fourth));

    within(PATIENCE).eventually(world.submit(signed(fourth)).isTold("settled"));
  }

  private static Pipeline amend(Pipeline.Terms terms) {
    return world.consortium.amend(present(), world.registryMember, world.courtMember, terms);
  }

  private static Pipeline present() {
    return world.consortium.chain().pipeline(world.pipeline.path()).orElseThrow();
  }

  private static long validUntil() {
    return world.consortium.chain().blockTime() + 100_000;
  }

  private static io.govchain.amdp.ApplicationCall signed(Pipeline pipeline)
      throws ProxyUnreachableException {
    return world.application.sign(
        pipeline, world.storing(World.randomDigest()), World.DEADLINE_SECONDS);
  }

  /** The application's proxy has seen the version. */
  private static io.govchain.testnet.acceptance.Condition offers(Pipeline version) {
    return that("the proxy offers", AmendedPipelineTest::offered).is(version.number());
  }

  private static long offered() {
    return info().path("pipelines").path(0).path("number").asLong();
  }

  private static JsonNode info() {
    try {
      return world.application.client().info();
    } catch (ProxyUnreachableException silent) {
      return MissingNode.getInstance();
    }
  }

  private static String refusal(Pipeline pipeline) {
    try {
      return world.submit(signed(pipeline)).transaction();
    } catch (ProxyRefusedException refused) {
      return refused.code();
    } catch (ProxyUnreachableException silent) {
      return silent.getMessage();
    }
  }

  private static void assertRefused(Pipeline pipeline, String code) {
    assertThatThrownBy(() -> world.submit(signed(pipeline)))
        .isInstanceOfSatisfying(
            ProxyRefusedException.class,
            refused -> assertThat(refused.code()).as(refused.getMessage()).isEqualTo(code));
  }
}
