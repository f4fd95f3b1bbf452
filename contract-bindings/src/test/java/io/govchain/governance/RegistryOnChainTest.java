package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.evm.signing.SigningKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registrations on a real chain. */
final class RegistryOnChainTest {

  private static final SigningKey OPERATOR = TestConsortium.key("registry", Account.Role.OPERATOR);

  private static TestConsortium consortium;
  private static GovernanceChain chain;
  private static long validUntil;

  @BeforeAll
  static void start(@TempDir Path directory) {
    consortium = TestConsortium.start(directory);
    chain = consortium.chain();
    validUntil = chain.blockTime() + 1_000_000;
    new RegistryFixture(consortium).register(validUntil);
  }

  @AfterAll
  static void stop() {
    consortium.close();
  }

  @Test
  void shouldReadBackServices_whenRegisteredAndPaired() {
    Service proxy = chain.activeService("registry/subchain").orElseThrow();

    assertThat(proxy)
        .isEqualTo(
            new Service(
                Paths.id("registry/subchain"),
                "registry/subchain",
                Paths.id("registry"),
                Service.Kind.SUBCHAIN_PROXY,
                Service.Status.ACTIVE,
                TestConsortium.key("registry", Account.Role.CROSS_CHAIN).address(),
                "https://127.0.0.1:9443",
                RegistryFixture.FINGERPRINT,
                Optional.of(Paths.id("registry/crosschain"))));
    assertThat(proxy.code()).isEqualTo("subchain");
    assertThat(chain.services()).hasSizeGreaterThanOrEqualTo(4).contains(proxy);
  }

  @Test
  void shouldReadTheSameCertificates_whenAskedTogether() {
    List<String> ids = chain.services().stream().map(Service::id).toList();

    assertThat(chain.serviceCertificates(ids))
        .hasSameSizeAs(ids)
        .isEqualTo(ids.stream().map(chain::serviceCertificates).toList());
  }

  @Test
  void shouldReadTheSame_whenManyThreadsShareExchanges() {
    GovernanceChain gathered = chain.gathered();

    assertThat(gathered.services()).isEqualTo(chain.services());
    assertThat(gathered.members().permissions()).isEqualTo(chain.members().permissions());
    assertThat(gathered.at(1).services()).isEqualTo(chain.at(1).services());
  }

  @Test
  void shouldTellThePoliciesThatTheContractAnswers_whenPermissionsAreListed() {
    List<Permission> permissions = chain.members().permissions();

    assertThat(permissions).extracting(Permission::policy).contains(WorkOrder.Policy.NONE);
    assertThat(permissions)
        .allSatisfy(
            permission ->
                assertThat(
                        chain.policyOf(
                            new ProposedCall(permission.target(), permission.selector())))
                    .isEqualTo(permission.policy()));
  }

  @Test
  void shouldReadBackSubchainApplicationAndContract_whenRegistered() {
    Subchain subchain = chain.activeSubchain("notary/chain").orElseThrow();
    assertThat(subchain.trustAnchors()).isEqualTo(RegistryFixture.ANCHORS);
    assertThat(subchain.chainId()).isEqualTo(31_337);
    assertThat(subchain.service()).isEqualTo(Paths.id("notary/subchain"));
    assertThat(chain.subchains()).contains(subchain);

    Application application = chain.activeApplication("registry/app").orElseThrow();
    assertThat(application.publicKey()).isEqualTo(RegistryFixture.APPLICATION_KEY);
    assertThat(application.key()).isEqualTo(TestConsortium.key("application").address());
    assertThat(chain.applications()).contains(application);

    BusinessContract contract = chain.activeBusinessContract("notary/evidence").orElseThrow();
    assertThat(contract.functions())
        .containsExactly(RegistryFixture.STORE, RegistryFixture.WITHDRAW, RegistryFixture.FIND);
    assertThat(contract.function("find(bytes32)(string,address,uint64,bool)"))
        .contains(RegistryFixture.FIND);
    assertThat(chain.businessContracts()).contains(contract);
  }

  @Test
  void shouldReadBackThePipeline_whenAuthorised() {
    Pipeline pipeline = chain.usablePipeline("registry/to-notary", chain.blockTime()).orElseThrow();

    assertThat(pipeline.number()).isEqualTo(1);
    assertThat(pipeline.path()).isEqualTo("registry/to-notary");
    assertThat(pipeline.source().application()).contains(Paths.id("registry/app"));
    assertThat(pipeline.target().application()).isEmpty();
    assertThat(pipeline.target().service()).isEqualTo(Paths.id("notary/crosschain"));
    assertThat(pipeline.side(Side.TARGET).allows("store(bytes32,string)")).isTrue();
    assertThat(pipeline.side(Side.TARGET).allows("withdraw(bytes32,string)")).isFalse();
    assertThat(pipeline.terms()).isEqualTo(Pipeline.Terms.until(validUntil));
    assertThat(pipeline.constraintHash())
        .matches("0x[0-9a-f]{64}")
        .isNotEqualTo("0x" + "0".repeat(64));
    assertThat(chain.pipeline(1)).contains(pipeline);
    assertThat(chain.pipelines()).containsExactly(pipeline);
    assertThat(chain.usablePipeline("registry/to-notary", validUntil + 1)).isEmpty();
  }

  @Test
  void shouldStopEverythingOnTop_whenAServiceOrSubchainStops() {
    consortium.send(
        OPERATOR,
        GovernanceCalls.registerService(
            "spare",
            Service.Kind.SUBCHAIN_PROXY,
            TestConsortium.key("registry", Account.Role.CROSS_CHAIN).address(),
            "https://127.0.0.1:9449",
            RegistryFixture.FINGERPRINT));
    consortium.send(
        OPERATOR,
        GovernanceCalls.registerSubchain(
            "spare-chain",
            "evm",
            1,
            "registry/spare",
            new TrustAnchors.QbftSeals(List.of("0x" + "aa".repeat(20)))));
    consortium.send(
        OPERATOR,
        GovernanceCalls.registerApplication(
            "spare-app",
            "registry/spare-chain",
            RegistryFixture.APPLICATION_KEY,
            RegistryFixture.FINGERPRINT));
    assertThat(chain.activeApplication("registry/spare-app")).isPresent();

    consortium.send(
        OPERATOR,
        GovernanceCalls.setSubchainStatus("registry/spare-chain", Subchain.Status.SUSPENDED));

    assertThat(chain.application("registry/spare-app").orElseThrow().active()).isTrue();
    assertThat(chain.activeApplication("registry/spare-app")).isEmpty();
    consortium.send(
        OPERATOR,
        GovernanceCalls.setSubchainStatus("registry/spare-chain", Subchain.Status.ACTIVE));
    consortium.send(
        OPERATOR,
        GovernanceCalls.updateTrustAnchors("registry/spare-chain", RegistryFixture.ANCHORS));
    assertThat(chain.subchain("registry/spare-chain").orElseThrow().trustAnchors())
        .isEqualTo(RegistryFixture.ANCHORS);
    consortium.send(OPERATOR, GovernanceCalls.suspendService("registry/spare"));
    assertThat(chain.activeService("registry/spare")).isEmpty();
    consortium.send(OPERATOR, GovernanceCalls.resumeService("registry/spare"));
    consortium.send(
        OPERATOR,
        GovernanceCalls.updateService(
            "registry/spare",
            TestConsortium.key("registry", Account.Role.CROSS_CHAIN).address(),
            "https://127.0.0.1:9450",
            "0x" + "f2".repeat(32)));
    assertThat(chain.activeService("registry/spare").orElseThrow().endpoint())
        .isEqualTo("https://127.0.0.1:9450");
    consortium.send(OPERATOR, GovernanceCalls.retireService("registry/spare"));
    assertThat(chain.service("registry/spare").orElseThrow().status())
        .isEqualTo(Service.Status.RETIRED);
  }

  @Test
  void shouldNameTheRule_whenARegistrationIsRefused() {
    assertThat(
            consortium.refusal(
                TestConsortium.key("notary", Account.Role.OPERATOR),
                GovernanceCalls.suspendService("registry/crosschain")))
        .startsWith("NotTheOwner(actual=" + Paths.id("notary"));
    assertThat(
            consortium.refusal(
                TestConsortium.key("stranger"),
                GovernanceCalls.suspendService("registry/crosschain")))
        .startsWith("AccessManagedUnauthorized(");
    assertThat(
            consortium.refusal(
                OPERATOR,
                GovernanceCalls.authorisePipeline("registry/nowhere", TestConsortium.DIGEST)))
        .isEqualTo("UnknownPipeline(id=" + Paths.id("registry/nowhere") + ")");
  }

  @Test
  void shouldReadAllPages_whenAListIsLongerThanOne() {
    for (int i = 0; i < 101; i++) {
      consortium.send(
          TestConsortium.key("court", Account.Role.OPERATOR),
          GovernanceCalls.registerService(
              "s" + i,
              Service.Kind.SUBCHAIN_PROXY,
              TestConsortium.key("court", Account.Role.CROSS_CHAIN).address(),
              "https://127.0.0.1:9999",
              RegistryFixture.FINGERPRINT));
    }

    assertThat(chain.services())
        .filteredOn(service -> service.path().startsWith("court/"))
        .hasSize(101)
        .doesNotHaveDuplicates();
  }
}
