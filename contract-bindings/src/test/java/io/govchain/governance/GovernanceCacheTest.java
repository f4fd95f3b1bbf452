package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.signing.SigningKey;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache against a real chain. */
final class GovernanceCacheTest {

  private static final String PIPELINE = "registry/to-notary";

  private TestConsortium consortium;
  private GovernanceCache cache;
  private long followed;

  @BeforeEach
  void start(@TempDir Path directory) {
    consortium = TestConsortium.start(directory);
    new RegistryFixture(consortium).register(consortium.chain().blockTime() + 1_000_000);
    cache = new GovernanceCache(consortium.chain());
    followed = consortium.client().latestHeader().number();
    cache.onBlock(consortium.block(followed));
  }

  @AfterEach
  void stop() {
    consortium.close();
  }

  @Test
  void shouldStopEverythingUnderAnInstitution_whenItsSuspensionIsSeen() {
    assertAllActive(true);
    consortium.decide(GovernanceActions.suspendInstitution("notary"), "Stop");
    assertAllActive(true);

    follow();

    assertAllActive(false);
    assertThat(cache.activeInstitution("registry")).isPresent();
    assertThat(cache.activeService("registry/crosschain")).isPresent();
    consortium.decide(GovernanceActions.reinstateInstitution("notary"), "Go on");
    follow();
    assertAllActive(true);
  }

  @Test
  void shouldKeepNothingOlderThanTheBlockSeen_whenAnotherNodeBehindTheAddressLags() {
    try (LaggingNode node = new LaggingNode();
        EvmClient client = EvmClient.connect(consortium.client().endpoint(), node)) {
      cache = new GovernanceCache(GovernanceChain.connect(client));
      follow();
      long before = followed;
      consortium.decide(GovernanceActions.suspendInstitution("notary"), "Stop");
      follow();
      node.lagAt(before);

      assertThatThrownBy(() -> cache.institution("notary")).isInstanceOf(EvmException.class);
      assertThatThrownBy(() -> cache.restricted("notary")).isInstanceOf(EvmException.class);

      node.catchUp();
      assertAllActive(false);
    }
  }

  /** What was read before any block was seen may be older than the first one. */
  @Test
  void shouldReadAnew_whenTheFirstBlockIsSeen() {
    try (LaggingNode node = new LaggingNode();
        EvmClient client = EvmClient.connect(consortium.client().endpoint(), node)) {
      cache = new GovernanceCache(GovernanceChain.connect(client));
      node.lagAt(followed);
      consortium.decide(GovernanceActions.suspendInstitution("notary"), "Stop");
      assertThat(cache.activeInstitution("notary")).isPresent();
      consortium.mine();
      node.catchUp();

      cache.onBlock(consortium.block(consortium.client().latestHeader().number()));

      assertThat(cache.activeInstitution("notary")).isEmpty();
    }
  }

  @Test
  void shouldCountInTheNextBlock_whenAnAccountIsFrozenOrAPipelineSuspended() {
    String account = TestConsortium.key("notary", Account.Role.CROSS_CHAIN).address();
    assertAllActive(true);

    consortium.send(
        TestConsortium.key("notary", Account.Role.GOVERNOR),
        GovernanceCalls.freezeAccount(account));
    consortium.send(
        TestConsortium.key("notary", Account.Role.OPERATOR),
        GovernanceCalls.suspendPipeline(PIPELINE));
    follow();

    assertThat(cache.activeAccount(account)).isEmpty();
    assertThat(cache.activeService("notary/crosschain")).isEmpty();
    assertThat(cache.pipeline(PIPELINE).orElseThrow().status())
        .isEqualTo(Pipeline.Status.SUSPENDED);
    assertThat(cache.pipeline(1).orElseThrow().status()).isEqualTo(Pipeline.Status.SUSPENDED);
  }

  @Test
  void shouldKnowFormerAndNewerKeys_whenAnApplicationChangesItsKey() {
    SigningKey former = TestConsortium.key("application");
    SigningKey newer = TestConsortium.key("application, anew");
    assertThat(cache.applicationKey("registry/app", former.address(), 0)).isPresent();
    long before = consortium.chain().blockTime();
    consortium.send(
        TestConsortium.key("registry", Account.Role.OPERATOR),
        GovernanceCalls.updateApplication(
            "registry/app", Hex.of(newer.publicKey()), RegistryFixture.FINGERPRINT));
    long changed = consortium.chain().blockTime();

    assertThat(cache.applicationKey("registry/app", newer.address(), changed))
        .as("the chain is asked for what whoever is a block ahead knows")
        .isPresent();
    follow();

    assertThat(cache.applicationVersions("registry/app"))
        .extracting(Application.Version::key)
        .containsExactly(newer.address(), former.address());
    assertThat(cache.applicationVersions("registry/app").getFirst())
        .isEqualTo(
            new Application.Version(
                changed, newer.address(), Hex.of(newer.publicKey()), RegistryFixture.FINGERPRINT));
    assertThat(cache.applicationKey("registry/app", former.address(), before)).isPresent();
    assertThat(cache.applicationKey("registry/app", former.address(), changed + 1)).isEmpty();
    assertThat(cache.applicationKey("registry/app", newer.address(), before)).isPresent();
    assertThat(cache.applicationKey("notary/app", newer.address(), before)).isEmpty();
  }

  @Test
  void shouldAnswerWithoutAsking_whenNothingChanged() {
    assertAllActive(true);
    consortium.mine();
    follow();
    consortium.close();

    assertThat(cache.pipeline(PIPELINE)).isPresent();
    assertThat(cache.activeService("notary/crosschain")).isPresent();
  }

  @Test
  void shouldTellTheTimeOfTheBlockSeen_whenFollowing() {
    long before = cache.blockTime();
    consortium.mine();
    assertThat(cache.blockTime()).isEqualTo(before);

    follow();

    assertThat(cache.blockTime()).isEqualTo(consortium.chain().blockTime()).isGreaterThan(before);
  }

  @Test
  void shouldNeverKeepWhatWasReadBeforeAChange_whenReadersRaceWithBlocks() throws Exception {
    AtomicBoolean running = new AtomicBoolean(true);
    // Threads of their own: busy readers would keep virtual threads of the HTTP client from
    // running.
    try (ExecutorService readers = Executors.newFixedThreadPool(2)) {
      List<Future<?>> reading =
          List.of(
              readers.submit(() -> readWhile(running)), readers.submit(() -> readWhile(running)));
      try {
        var operator = TestConsortium.key("notary", Account.Role.OPERATOR);
        for (int round = 0; round < 25; round++) {
          consortium.send(operator, GovernanceCalls.suspendPipeline(PIPELINE));
          follow();
          assertThat(cache.pipeline(PIPELINE).orElseThrow().status())
              .isEqualTo(Pipeline.Status.SUSPENDED);
          consortium.send(operator, GovernanceCalls.resumePipeline(PIPELINE));
          follow();
          assertThat(cache.pipeline(PIPELINE).orElseThrow().status())
              .isEqualTo(Pipeline.Status.ACTIVE);
        }
      } finally {
        running.set(false);
      }
      for (Future<?> reader : reading) {
        reader.get();
      }
    }
  }

  private void readWhile(AtomicBoolean running) {
    while (running.get()) {
      cache.pipeline(PIPELINE);
      cache.institution("notary");
    }
  }

  private void assertAllActive(boolean active) {
    String account = TestConsortium.key("notary", Account.Role.CROSS_CHAIN).address();
    assertThat(cache.activeInstitution("notary").isPresent()).isEqualTo(active);
    assertThat(cache.activeAccount(account).isPresent()).isEqualTo(active);
    assertThat(cache.activeService("notary/crosschain").isPresent()).isEqualTo(active);
    assertThat(cache.activeSubchain("notary/chain").isPresent()).isEqualTo(active);
    assertThat(cache.activeApplication("notary/app").isPresent()).isEqualTo(active);
    assertThat(cache.activeBusinessContract("notary/evidence").isPresent()).isEqualTo(active);
    assertThat(cache.usablePipeline(PIPELINE, cache.blockTime()).isPresent()).isEqualTo(active);
  }

  private void follow() {
    long latest = consortium.client().latestHeader().number();
    while (followed < latest) {
      followed++;
      cache.onBlock(consortium.block(followed));
    }
  }
}
