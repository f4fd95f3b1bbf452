package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.Receipt;
import io.govchain.evm.encoding.Keccak;
import io.govchain.evm.signing.SigningKey;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of a pipeline on a real chain. */
final class PipelineVersionsOnChainTest {

  private static final String PIPELINE = "registry/to-notary";
  private static final SigningKey SOURCE = TestConsortium.key("registry", Account.Role.OPERATOR);
  private static final SigningKey TARGET = TestConsortium.key("notary", Account.Role.OPERATOR);
  private static final SigningKey REPORTER =
      TestConsortium.key("registry", Account.Role.CROSS_CHAIN);

  private TestConsortium consortium;
  private GovernanceChain chain;
  private Pipeline first;

  @BeforeEach
  void start(@TempDir Path directory) {
    consortium = TestConsortium.start(directory);
    chain = consortium.chain();
    new RegistryFixture(consortium).register(chain.blockTime() + 1_000_000);
    first = chain.pipeline(PIPELINE).orElseThrow();
  }

  @AfterEach
  void stop() {
    consortium.close();
  }

  @Test
  void shouldComputeTheHashOfTheContract_whenAVersionIsAgreed() {
    assertThat(first.constraintOn(TestConsortium.CHAIN_ID)).isEqualTo(first.constraintHash());
    assertThat(first.sourceTrust())
        .isEqualTo(
            TrustAnchorsCodec.trust(
                Subchain.Rule.NODE_AGREEMENT, RegistryFixture.ANCHORS.encoded()));

    Pipeline second = amended(limited(5, 3600));

    assertThat(second.number()).isEqualTo(2);
    assertThat(second.constraintHash()).isNotEqualTo(first.constraintHash());
    assertThat(second.constraintOn(TestConsortium.CHAIN_ID)).isEqualTo(second.constraintHash());
    assertThat(second.constraintOn(1)).isNotEqualTo(second.constraintHash());
  }

  @Test
  void shouldChangeNothing_untilTheOtherSideAcceptsTheVeryVersion() {
    Receipt proposed = consortium.send(SOURCE, amendment(limited(5, 3600)));

    assertThat(consortium.events(proposed))
        .containsExactly(
            new GovernanceEvent.PipelineAmendmentProposed(first.id(), 2, Paths.id("registry")));
    assertThat(chain.pipelineAmendment(PIPELINE)).contains(2L);
    assertThat(chain.pipeline(PIPELINE)).contains(first);
    String constraint = consortium.constraintOffered(PIPELINE);
    assertThat(consortium.refusal(SOURCE, GovernanceCalls.acceptAmendment(PIPELINE, 2, constraint)))
        .startsWith("AmendmentIsOwn(");
    assertThat(consortium.refusal(TARGET, GovernanceCalls.acceptAmendment(PIPELINE, 3, constraint)))
        .startsWith("NoSuchAmendment(");
    String others = first.constraintHash();
    assertThat(consortium.refusal(TARGET, GovernanceCalls.acceptAmendment(PIPELINE, 2, others)))
        .as("other terms than those that were read")
        .isEqualTo("ConstraintDiffers(actual=%s, expected=%s)".formatted(constraint, others));

    Receipt accepted =
        consortium.send(TARGET, GovernanceCalls.acceptAmendment(PIPELINE, 2, constraint));

    Pipeline second = chain.pipeline(PIPELINE).orElseThrow();
    assertThat(second.constraintHash()).isEqualTo(constraint);
    assertThat(chain.offered(PIPELINE)).as("nothing is left to agree on").isEmpty();
    assertThat(consortium.events(accepted))
        .contains(
            new GovernanceEvent.PipelineStatusChanged(first.id(), Pipeline.Status.SUPERSEDED),
            new GovernanceEvent.PipelineAmended(first.id(), 2, 1, second.constraintHash()));
    assertThat(second.terms()).isEqualTo(limited(5, 3600));
    assertThat(chain.pipelineAmendment(PIPELINE)).isEmpty();
  }

  @Test
  void shouldFindTheVersionOfRunningTransactions_whenItWasSuperseded() {
    Pipeline second = amended(limited(5, 3600));
    Pipeline former = chain.pipeline(1).orElseThrow();

    assertThat(former.status()).isEqualTo(Pipeline.Status.SUPERSEDED);
    assertThat(chain.pipeline(PIPELINE, first.constraintHash())).contains(former);
    assertThat(chain.pipeline(PIPELINE, second.constraintHash())).contains(second);
    assertThat(chain.pipeline(PIPELINE, "0x" + "11".repeat(32))).isEmpty();
    assertThat(chain.goesOn(former, chain.blockTime())).isTrue();
    assertThat(chain.pipelines()).containsExactly(second);

    consortium.send(TARGET, GovernanceCalls.suspendPipeline(PIPELINE));

    assertThat(chain.goesOn(former, chain.blockTime())).isFalse();
    assertThat(chain.pipelineHistory(PIPELINE))
        .extracting(Pipeline.Change::number, Pipeline.Change::status)
        .containsExactly(
            tuple(1, Pipeline.Status.REQUESTED),
            tuple(1, Pipeline.Status.ACTIVE),
            tuple(2, Pipeline.Status.REQUESTED),
            tuple(1, Pipeline.Status.SUPERSEDED),
            tuple(2, Pipeline.Status.ACTIVE),
            tuple(2, Pipeline.Status.SUSPENDED));
    assertThat(chain.pipelineHistory(PIPELINE).getLast().by()).isEqualTo(TARGET.address());
  }

  @Test
  void shouldNameTheWorkOrders_whenTheyFroze() {
    consortium.decide(GovernanceActions.freezePipeline(PIPELINE), "Stop");

    assertThat(chain.pipelineHistory(PIPELINE).getLast().by())
        .isEqualTo(GovernanceAddresses.WORK_ORDERS);
  }

  @Test
  void shouldRefuseWhatExceedsTheLimit_whenAWindowIsUsedUp() {
    assertThat(chain.callsLeft(1)).isEmpty();
    amended(limited(3, 16_000_000));
    assertThat(chain.callsLeft(2)).contains(3L);

    List<GovernanceEvent> events = open("one", 2);
    events.addAll(open("two", 2));

    assertThat(events.get(0)).isInstanceOf(GovernanceEvent.TransactionOpened.class);
    assertThat(events.get(1))
        .isInstanceOfSatisfying(
            GovernanceEvent.EntryRejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(Rejection.LIMIT_REACHED));
    assertThat(chain.callsLeft(2)).contains(1L);
    assertThat(open("three", 1).get(0)).isInstanceOf(GovernanceEvent.TransactionOpened.class);
    assertThat(chain.callsLeft(2)).contains(0L);
  }

  @Test
  void shouldKnowTheAgreedAnchors_whenTheyChangedSince() {
    TrustAnchors others = new TrustAnchors.NodeAgreement(1, List.of("http://127.0.0.1:8601"));
    assertThat(chain.trustHolds(1)).isTrue();

    consortium.send(TARGET, GovernanceCalls.updateTrustAnchors("notary/chain", others));

    assertThat(chain.trustHolds(1)).isFalse();
    assertThat(chain.agreedAnchors("notary/chain", first.trust(Side.TARGET)))
        .contains(RegistryFixture.ANCHORS);
    assertThat(chain.agreedAnchors("notary/chain", "0x" + "11".repeat(32))).isEmpty();

    Pipeline second = amended(first.terms());

    assertThat(chain.trustHolds(2)).isTrue();
    assertThat(chain.agreedAnchors("notary/chain", second.trust(Side.TARGET))).contains(others);
    assertThat(second.trust(Side.SOURCE)).isEqualTo(first.trust(Side.SOURCE));
  }

  @Test
  void shouldBeOutOfOrder_whenAContractHandlesMoreThanWasAgreed() {
    assertThat(chain.opens(1)).isTrue();

    consortium.send(TARGET, GovernanceCalls.classifyContract("notary/evidence", DataClass.CORE));

    assertThat(chain.opens(1)).isFalse();
    assertThat(consortium.refusal(SOURCE, GovernanceCalls.refreshPipeline(1)))
        .isEqualTo("PipelineOutOfOrder(number=1)");
    assertThat(chain.goesOn(first, chain.blockTime())).as("what runs").isTrue();
  }

  @Test
  void shouldStayWithinTheGasLimit_whenEverythingIsLookedAtAnew() {
    consortium.send(SOURCE, GovernanceCalls.suspendService("registry/crosschain"));
    consortium.send(SOURCE, GovernanceCalls.resumeService("registry/crosschain"));
    Opening opening =
        new Opening(
            Keccak.ofText("anew"),
            chain.blockTime() + 600,
            List.of(new StepDescriptor(1, true, Side.SOURCE)));

    Receipt opened = consortium.send(REPORTER, GovernanceCalls.record(List.of(opening), List.of()));

    assertThat(consortium.events(opened))
        .hasOnlyElementsOfType(GovernanceEvent.TransactionOpened.class);
    assertThat(opened.gasUsed()).isLessThan(GasLimits.record(List.of(opening), List.of()) * 8 / 10);
    consortium.send(TestConsortium.key("anybody"), GovernanceCalls.refreshPipeline(1));
  }

  @Test
  void shouldNameTheRule_whenTermsDoNotFitTheData() {
    Pipeline.Terms unlimited =
        new Pipeline.Terms(first.terms().validUntil(), DataClass.IMPORTANT, 0, 0);
    Pipeline.Terms core = new Pipeline.Terms(first.terms().validUntil(), DataClass.CORE, 5, 60);

    assertThat(consortium.refusal(SOURCE, amendment(unlimited))).startsWith("LimitMissing(");
    assertThat(consortium.refusal(SOURCE, amendment(core))).startsWith("RuleTooWeak(");
  }

  private static org.assertj.core.groups.Tuple tuple(long number, Pipeline.Status status) {
    return org.assertj.core.groups.Tuple.tuple(number, status);
  }

  private Pipeline.Terms limited(long calls, long windowSeconds) {
    return new Pipeline.Terms(
        first.terms().validUntil(), DataClass.IMPORTANT, calls, windowSeconds);
  }

  private io.govchain.evm.send.Call amendment(Pipeline.Terms terms) {
    return GovernanceCalls.amendPipeline(
        PIPELINE,
        RegistryFixture.pipelineSide("registry", Optional.of("registry/app")),
        RegistryFixture.pipelineSide("notary", Optional.empty()),
        terms);
  }

  private Pipeline amended(Pipeline.Terms terms) {
    consortium.send(SOURCE, amendment(terms));
    long number = chain.pipelineAmendment(PIPELINE).orElseThrow();
    consortium.send(
        TARGET,
        GovernanceCalls.acceptAmendment(PIPELINE, number, consortium.constraintOffered(PIPELINE)));
    return chain.pipeline(PIPELINE).orElseThrow();
  }

  private List<GovernanceEvent> open(String name, int steps) {
    List<StepDescriptor> plan =
        Collections.nCopies(steps, new StepDescriptor(2, true, Side.SOURCE));
    Opening opening = new Opening(Keccak.ofText(name), chain.blockTime() + 600, plan);
    return new java.util.ArrayList<>(
        consortium.events(
            consortium.send(REPORTER, GovernanceCalls.record(List.of(opening), List.of()))));
  }
}
