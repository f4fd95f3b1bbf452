package io.govchain.testnet.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.StepSide;
import io.govchain.amdp.crypto.Signer;
import io.govchain.client.ProxyUnreachableException;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.Pipeline;
import io.govchain.testnet.checker.ChainsReader;
import io.govchain.testnet.checker.Facts;
import io.govchain.testnet.consortium.BusinessApplication;
import io.govchain.testnet.consortium.BusinessChain;
import io.govchain.testnet.consortium.ChainWitness;
import io.govchain.testnet.consortium.Consortium;
import io.govchain.testnet.consortium.EvidenceFunctions;
import io.govchain.testnet.consortium.Member;
import io.govchain.testnet.consortium.MemberServices;
import io.govchain.testnet.consortium.Progress;
import io.govchain.testnet.consortium.Setup;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Two institutions with a chain and two proxy processes each, joined by a pipeline: {@code
 * registry} calls, {@code court} is called. Everything in it is real.
 */
final class World implements AutoCloseable {
  static final int DEADLINE_SECONDS = 90;

  /** Names of the business chains in {@link #facts}. */
  static final String REGISTRY = "registry";

  static final String COURT = "court";
  private static final Duration BLOCK_TIME = Duration.ofMillis(500);

  final Consortium consortium;
  final Member registryMember;
  final Member courtMember;
  final MemberServices registry;
  final MemberServices court;
  final BusinessChain registryChain;
  final BusinessChain courtChain;
  final BusinessApplication application;
  final Pipeline pipeline;
  final ChainWitness witness;
  final Told told;

  private World(Setup setup, Consumer<Consortium> beforeStart) {
    consortium = Consortium.found(setup, Map.of(COURT, "City Court"), Progress.silent());
    courtMember = consortium.genesisMember(COURT);
    registryMember = consortium.newcomer(REGISTRY, "City Land Registry");
    consortium.admit(registryMember, randomDigest());
    List<Member> members = List.of(registryMember, courtMember);
    consortium.activateAccounts(members);
    List<BusinessChain> chains = consortium.startBusinessChains(members, "evidence-chain");
    registryChain = chains.get(0);
    courtChain = chains.get(1);
    List<MemberServices> services = consortium.register(members, chains);
    registry = services.get(0);
    court = services.get(1);
    application = consortium.registerApplication(registryMember, registry, "notary-app");
    pipeline =
        consortium.connect(application, registryMember, registry, courtMember, court, "evidence");
    told =
        new Told(
            Hex.of(registryMember.subchainProxyAccount().key().publicKey()),
            registry.subchainProxy().path(),
            application.path());
    told.configure(setup.home().resolve("services/registry/subchain-proxy/config.yaml"));
    beforeStart.accept(consortium);
    consortium.startProxies();
    told.follow(application.client());
    witness = new ChainWitness(consortium.businessChains());
  }

  static World create(Path home) {
    return create(setup(home), consortium -> {});
  }

  /**
   * @param beforeStart what is to be done before the proxies start
   */
  static World create(Setup setup, Consumer<Consortium> beforeStart) {
    return new World(setup, beforeStart);
  }

  static Setup setup(Path home) {
    return Setup.embedded(home).withBlockTimes(BLOCK_TIME, BLOCK_TIME);
  }

  /** The application stores this digest on both chains. */
  GovernedCall storesOnBothChains(String digest) throws ProxyUnreachableException {
    return submit(signedStore(digest));
  }

  /** The same call, signed and not handed in. */
  ApplicationCall signedStore(String digest) throws ProxyUnreachableException {
    return application.sign(pipeline, storing(digest), DEADLINE_SECONDS);
  }

  /** A call as if of the application, signed by somebody else. */
  ApplicationCall signedBy(Signer other) {
    return storing(randomDigest()).apply(unsigned(DEADLINE_SECONDS)).sign(other);
  }

  /** A call of the application without steps yet, made without asking its proxy. */
  ApplicationCall.Builder unsigned(int deadlineSeconds) {
    return ApplicationCall.builder()
        .from(application.path())
        .to(registry.subchainProxy().path())
        .request(UUID.randomUUID().toString())
        .issued(consortium.chain().blockTime())
        .validForSeconds(deadlineSeconds)
        .deadlineSeconds(deadlineSeconds)
        .pipeline(pipeline.path(), pipeline.constraintHash());
  }

  /** What all chains say, by the independent checker's reading. */
  Facts facts() {
    return new ChainsReader(
            consortium.network().rpc(),
            Map.of(
                REGISTRY, registryChain.network().rpc(),
                COURT, courtChain.network().rpc()))
        .read();
  }

  /** The application stores this digest on both chains, within so many seconds. */
  GovernedCall storesOnBothChains(String digest, int deadlineSeconds)
      throws ProxyUnreachableException {
    return submit(application.sign(pipeline, storing(digest), deadlineSeconds));
  }

  /** The application reads this digest from the court's chain. */
  GovernedCall readsFromCourt(String digest) throws ProxyUnreachableException {
    return submit(
        application.sign(
            pipeline,
            steps -> steps.read(StepSide.TARGET, court.contract(), EvidenceFunctions.FIND, digest),
            DEADLINE_SECONDS));
  }

  /** Hands a signed call in. */
  GovernedCall submit(ApplicationCall call) throws ProxyUnreachableException {
    JsonNode accepted = application.client().submit(call.body());
    return new GovernedCall(this, accepted.path("transaction").asText());
  }

  /** Somebody who knows nothing of Govchain stores this digest on the court's chain. */
  void strangerStoresOnCourtChain(String digest) {
    courtChain.callDirectly(
        FunctionSignature.parse(EvidenceFunctions.STORE)
            .encode(new ObjectMapper().createArrayNode().add(digest).add("a stranger's")));
  }

  UnaryOperator<ApplicationCall.Builder> storing(String digest) {
    return steps ->
        steps
            .write(
                StepSide.SOURCE, registry.contract(), EvidenceFunctions.STORE, digest, "end to end")
            .write(
                StepSide.TARGET, court.contract(), EvidenceFunctions.STORE, digest, "end to end");
  }

  static String randomDigest() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    told.close();
    consortium.close();
  }
}
