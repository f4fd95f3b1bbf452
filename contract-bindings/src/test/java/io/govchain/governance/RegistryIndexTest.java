package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.evm.EvmException;
import io.govchain.evm.encoding.Keccak;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The indices against a real chain, of whose nodes one may lag. */
final class RegistryIndexTest {

  private static final String APPLICATION = Paths.id("registry/app");
  private static final String STOLEN = RegistryFixture.FINGERPRINT;
  private static final String NEW = "0x" + "f2".repeat(32);

  private TestConsortium consortium;
  private LaggingNode node;
  private EvmClient client;
  private RegistryIndex applications;
  private long followed;

  @BeforeEach
  void start(@TempDir Path directory) {
    consortium = TestConsortium.start(directory);
    new RegistryFixture(consortium).register(consortium.chain().blockTime() + 1_000_000);
    node = new LaggingNode();
    client = EvmClient.connect(consortium.client().endpoint(), node);
    applications = RegistryIndex.ofApplications(GovernanceChain.connect(client));
    followed = consortium.client().latestHeader().number();
    applications.onBlock(consortium.block(followed));
  }

  @AfterEach
  void stop() {
    client.close();
    node.close();
    consortium.close();
  }

  @Test
  void shouldNotKeepAFormerCertificate_whenAnotherNodeBehindTheAddressLags() {
    assertThat(applications.ids(STOLEN)).contains(APPLICATION);
    long before = followed;
    changeCertificate(NEW);
    follow(applications);
    node.lagAt(before);

    assertThatThrownBy(() -> applications.ids(STOLEN)).isInstanceOf(EvmException.class);

    node.catchUp();
    assertThat(applications.ids(STOLEN)).doesNotContain(APPLICATION);
    assertThat(applications.ids(NEW)).containsExactly(APPLICATION);
  }

  @Test
  void shouldReadAllAtTheBlockSeen_whenANodeLagsAtTheFirstLook() {
    node.lagAt(followed - 1);

    assertThatThrownBy(() -> applications.ids(STOLEN)).isInstanceOf(EvmException.class);
  }

  /** What was read before any block was seen may be older than the first one. */
  @Test
  void shouldReadAnew_whenTheFirstBlockIsSeen() {
    RegistryIndex fresh = RegistryIndex.ofApplications(GovernanceChain.connect(client));
    node.lagAt(followed);
    changeCertificate(NEW);
    assertThat(fresh.ids(STOLEN)).contains(APPLICATION);
    node.catchUp();
    consortium.mine();

    fresh.onBlock(consortium.block(consortium.client().latestHeader().number()));

    assertThat(fresh.ids(NEW)).containsExactly(APPLICATION);
  }

  @Test
  void shouldFollowEachKind_whenRecordsAreAddedAndChanged() {
    RegistryIndex services = RegistryIndex.ofServices(GovernanceChain.connect(client));
    RegistryIndex pipelines = RegistryIndex.ofPipelines(GovernanceChain.connect(client));
    services.onBlock(consortium.block(followed));
    pipelines.onBlock(consortium.block(followed));
    assertThat(services.ids(STOLEN)).hasSize(4);
    assertThat(pipelines.ids(APPLICATION)).containsExactly(Paths.id("registry/to-notary"));
    var operator = TestConsortium.key("registry", Account.Role.OPERATOR);
    String account = TestConsortium.key("registry", Account.Role.CROSS_CHAIN).address();

    consortium.send(
        operator,
        GovernanceCalls.registerService(
            "second", Service.Kind.CROSSCHAIN_PROXY, account, "https://127.0.0.1:9446", NEW));
    consortium.send(
        operator,
        GovernanceCalls.requestPipeline(
            "another",
            RegistryFixture.pipelineSide("registry", java.util.Optional.of("registry/app")),
            RegistryFixture.pipelineSide("notary", java.util.Optional.empty()),
            Pipeline.Terms.until(consortium.chain().blockTime() + 1_000_000)));
    follow(services, pipelines);

    assertThat(services.ids(NEW)).containsExactly(Paths.id("registry/second"));
    assertThat(pipelines.ids(APPLICATION))
        .containsExactly(Paths.id("registry/to-notary"), Paths.id("registry/another"));
    assertThat(pipelines.ids()).hasSize(2);
  }

  @Test
  void shouldFindAServiceByBothItsCertificates_whenItRotatedWithAnOverlap() {
    RegistryIndex following = RegistryIndex.ofServices(GovernanceChain.connect(client));
    following.onBlock(consortium.block(followed));
    assertThat(following.ids(STOLEN)).hasSize(4);
    String proxy = Paths.id("registry/crosschain");
    rotate("registry/crosschain", NEW, consortium.chain().blockTime() + 1_000);
    follow(following);
    RegistryIndex begunSince = RegistryIndex.ofServices(GovernanceChain.connect(client));
    begunSince.onBlock(consortium.block(followed));

    for (RegistryIndex services : List.of(following, begunSince)) {
      assertThat(services.ids(NEW)).containsExactly(proxy);
      assertThat(services.ids(STOLEN)).hasSize(4).contains(proxy);
    }

    rotate("registry/crosschain", "0x" + "f3".repeat(32), consortium.chain().blockTime() + 1_000);
    follow(following);
    assertThat(following.ids(STOLEN)).as("two rotations ago").hasSize(3).doesNotContain(proxy);
    assertThat(following.ids(NEW)).containsExactly(proxy);
  }

  @Test
  void shouldAskForTheCertificatesOfAPageTogether_whenItIsReadFirst() throws Exception {
    String question = Keccak.ofText("certificates(bytes32)").substring(0, 10);
    try (CountingNode counting =
            CountingNode.before(consortium.client().endpoint().http(), question);
        EvmClient counted = EvmClient.connect(EvmEndpoint.of(counting.address()))) {
      RegistryIndex services = RegistryIndex.ofServices(GovernanceChain.connect(counted));
      services.onBlock(consortium.block(followed));

      assertThat(services.ids(STOLEN)).hasSize(4);
      assertThat(services.ids(NEW)).isEmpty();

      assertThat(counting.asked()).isEqualTo(1);
    }
  }

  private void rotate(String service, String fingerprint, long previousUntil) {
    consortium.send(
        TestConsortium.key("registry", Account.Role.OPERATOR),
        GovernanceCalls.rotateCertificate(service, fingerprint, previousUntil));
  }

  @Test
  void shouldAskTheNodeNothing_whenOtherRecordsChange() {
    applications.ids(STOLEN);
    consortium.send(
        TestConsortium.key("notary", Account.Role.OPERATOR),
        GovernanceCalls.suspendPipeline("registry/to-notary"));
    follow(applications);
    consortium.close();

    assertThat(applications.ids(STOLEN)).contains(APPLICATION);
  }

  @Test
  void shouldRefuseRatherThanDeny_whenThereAreMoreRecordsThanAreHeld() {
    RegistryIndex small = index(1);

    assertThat(small.ids(STOLEN)).as("the older one is held").containsExactly(APPLICATION);
    assertThat(small.problem().orElseThrow())
        .contains("expected at most 1 registered applications, actual: more");
    assertThatThrownBy(() -> small.ids(NEW)).isInstanceOf(EvmException.class);

    RegistryIndex enough = index(2);
    assertThat(enough.ids(NEW)).isEmpty();
    assertThat(enough.problem()).isEmpty();
    consortium.send(
        TestConsortium.key("registry", Account.Role.OPERATOR),
        GovernanceCalls.registerApplication(
            "third", "registry/chain", RegistryFixture.APPLICATION_KEY, NEW));
    follow(enough);

    assertThatThrownBy(() -> enough.ids(NEW)).isInstanceOf(EvmException.class);
    assertThat(enough.problem()).isPresent();
    assertThat(enough.ids(STOLEN)).hasSize(2);
  }

  private RegistryIndex index(int most) {
    RegistryIndex index =
        new RegistryIndex(GovernanceChain.connect(client), IndexedKinds.APPLICATIONS, most);
    index.onBlock(consortium.block(followed));
    return index;
  }

  private void changeCertificate(String fingerprint) {
    consortium.send(
        TestConsortium.key("registry", Account.Role.OPERATOR),
        GovernanceCalls.updateApplication(
            "registry/app", RegistryFixture.APPLICATION_KEY, fingerprint));
  }

  private void follow(RegistryIndex... indices) {
    long latest = consortium.client().latestHeader().number();
    while (followed < latest) {
      followed++;
      for (RegistryIndex index : indices) {
        index.onBlock(consortium.block(followed));
      }
    }
  }
}
