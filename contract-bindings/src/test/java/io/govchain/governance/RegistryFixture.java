package io.govchain.governance;

import io.govchain.evm.encoding.Hex;
import java.util.List;
import java.util.Optional;

/**
 * Two institutions' services, subchains, applications, contracts, and the pipeline between them.
 */
final class RegistryFixture {

  static final ContractFunction STORE =
      new ContractFunction(
          "store(bytes32,string)",
          ContractFunction.Kind.WRITE,
          Optional.of(Paths.id("withdraw(bytes32,string)")));
  static final ContractFunction WITHDRAW =
      new ContractFunction(
          "withdraw(bytes32,string)", ContractFunction.Kind.WRITE, Optional.empty());
  static final ContractFunction FIND =
      new ContractFunction(
          "find(bytes32)(string,address,uint64,bool)",
          ContractFunction.Kind.READ,
          Optional.empty());
  static final TrustAnchors ANCHORS =
      new TrustAnchors.NodeAgreement(1, List.of("http://127.0.0.1:8600"));
  static final String FINGERPRINT = "0x" + "f1".repeat(32);
  static final String APPLICATION_KEY = Hex.of(TestConsortium.key("application").publicKey());

  private final TestConsortium consortium;

  RegistryFixture(TestConsortium consortium) {
    this.consortium = consortium;
  }

  /** Everything up to an authorised pipeline {@code registry/to-notary}. */
  void register(long validUntil) {
    side("registry");
    side("notary");
    consortium.send(
        TestConsortium.key("registry", Account.Role.OPERATOR),
        GovernanceCalls.requestPipeline(
            "to-notary",
            pipelineSide("registry", Optional.of("registry/app")),
            pipelineSide("notary", Optional.empty()),
            Pipeline.Terms.until(validUntil)));
    consortium.send(
        TestConsortium.key("notary", Account.Role.OPERATOR),
        GovernanceCalls.authorisePipeline(
            "registry/to-notary", consortium.constraintOffered("registry/to-notary")));
  }

  static PipelineSide pipelineSide(String institution, Optional<String> application) {
    return new PipelineSide(
        institution,
        institution + "/chain",
        institution + "/crosschain",
        application,
        institution + "/evidence",
        List.of(STORE.signature(), FIND.signature()));
  }

  private void side(String institution) {
    var operator = TestConsortium.key(institution, Account.Role.OPERATOR);
    String account = TestConsortium.key(institution, Account.Role.CROSS_CHAIN).address();
    consortium.send(
        operator,
        GovernanceCalls.registerService(
            "subchain",
            Service.Kind.SUBCHAIN_PROXY,
            account,
            "https://127.0.0.1:9443",
            FINGERPRINT));
    consortium.send(
        operator,
        GovernanceCalls.registerService(
            "crosschain",
            Service.Kind.CROSSCHAIN_PROXY,
            account,
            "https://127.0.0.1:9445",
            FINGERPRINT));
    consortium.send(
        operator,
        GovernanceCalls.pairServices(institution + "/subchain", institution + "/crosschain"));
    consortium.send(
        operator,
        GovernanceCalls.registerSubchain(
            "chain", "evm", 31_337, institution + "/subchain", ANCHORS));
    consortium.send(
        operator,
        GovernanceCalls.registerApplication(
            "app", institution + "/chain", APPLICATION_KEY, FINGERPRINT));
    consortium.send(
        operator,
        GovernanceCalls.registerContract(
            "evidence",
            institution + "/chain",
            "0x" + "ee".repeat(20),
            List.of(STORE, WITHDRAW, FIND)));
  }
}
