package io.govchain.subchain.world;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.StepSide;
import io.govchain.amdp.crypto.LocalSigner;
import io.govchain.governance.Account;
import io.govchain.governance.Application;
import io.govchain.governance.BusinessContract;
import io.govchain.governance.ContractFunction;
import io.govchain.governance.Institution;
import io.govchain.governance.Node;
import io.govchain.governance.Paths;
import io.govchain.governance.Pipeline;
import io.govchain.governance.PipelineSide;
import io.govchain.governance.Registry;
import io.govchain.governance.Service;
import io.govchain.governance.Subchain;
import io.govchain.governance.TrustAnchors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two institutions, each with a subchain, proxies and an evidence store, and a pipeline between
 * them: the governance chain's records as plain values that a test may replace.
 */
public final class World implements Registry {

  public static final long NOW = 1_800_000_000;
  public static final String PROXY = "registry/subchain-proxy";
  public static final String PARTNER = "registry/crosschain-proxy";
  public static final String APPLICATION = "registry/notary-app";
  public static final String PIPELINE = "registry/evidence";
  public static final String STORE = "registry/evidence-store";
  public static final String COURT_STORE = "court/evidence-store";
  public static final String FIND = "find(bytes32)(string,address,uint64,bool)";
  public static final String WRITE = "store(bytes32,string)";
  public static final String UNDO = "withdraw(bytes32,string)";
  public static final String CONSTRAINT = "0x" + "c0".repeat(32);
  public static final String APP_FINGERPRINT = "0x" + "a1".repeat(32);
  public static final String DIGEST = "0x" + "d1".repeat(32);

  public final LocalSigner applicationKey = signer(1);
  public final LocalSigner proxyKey = signer(2);
  public final LocalSigner partnerKey = signer(3);

  /** Where the evidence stores are; change it before registering contracts anew. */
  public String contractAddress = "0x" + "e5".repeat(20);

  public final Map<String, Institution> institutions = new HashMap<>();
  public final Map<String, Account> accounts = new HashMap<>();
  public final Map<String, Service> services = new HashMap<>();
  public final Map<String, Subchain> subchains = new HashMap<>();
  public final Map<String, Application> applications = new HashMap<>();
  public final Map<String, BusinessContract> contracts = new HashMap<>();
  public final Map<String, Pipeline> pipelines = new HashMap<>();

  /** What services that rotated their certificate show, by their ids. */
  public final Map<String, Service.Certificates> rotated = new HashMap<>();

  /** Keys that the application had before its present one, newest first. */
  public final List<Application.Version> formerKeys = new ArrayList<>();

  private long keySince;

  /** Former versions of pipelines, by number. */
  public final Map<Long, Pipeline> superseded = new HashMap<>();

  /** What pipelines that are made from now on are agreed for. */
  public Pipeline.Terms terms = Pipeline.Terms.until(NOW + 1_000_000);

  public Optional<Long> callsLeft = Optional.empty();
  public boolean trustHolds = true;
  public boolean opens = true;
  public boolean restricted;

  public World() {
    for (String code : List.of("registry", "court")) {
      institution(code, Institution.Status.ACTIVE);
      evidenceChain(code);
      contract(code, Subchain.Status.ACTIVE);
    }
    account(proxyKey);
    account(partnerKey);
    service(PROXY, Service.Kind.SUBCHAIN_PROXY, Service.Status.ACTIVE, proxyKey, PARTNER);
    service(PARTNER, Service.Kind.CROSSCHAIN_PROXY, Service.Status.ACTIVE, partnerKey, PROXY);
    application(Subchain.Status.ACTIVE);
    pipeline(Pipeline.Status.ACTIVE);
  }

  public static LocalSigner signer(int number) {
    byte[] key = new byte[32];
    key[31] = (byte) number;
    return LocalSigner.of(key);
  }

  public void institution(String code, Institution.Status status) {
    Institution made =
        new Institution(
            Paths.id(code),
            code,
            code,
            Institution.Category.GENESIS,
            status,
            DIGEST,
            "",
            "did:govchain:1:" + code,
            "0x" + "11".repeat(20),
            1);
    institutions.put(made.id(), made);
  }

  private void account(LocalSigner key) {
    accounts.put(
        key.address(),
        new Account(
            key.address(),
            Paths.id("registry"),
            Account.Role.CROSS_CHAIN,
            Account.Status.ACTIVE,
            hex(key.publicKey()),
            1));
  }

  public void service(
      String path, Service.Kind kind, Service.Status status, LocalSigner key, String partner) {
    Service made =
        new Service(
            Paths.id(path),
            path,
            Paths.id("registry"),
            kind,
            status,
            key.address(),
            "https://127.0.0.1:1",
            "0x" + "b2".repeat(32),
            Optional.of(partner).filter(path2 -> !path2.isEmpty()).map(Paths::id));
    services.put(made.id(), made);
  }

  private void evidenceChain(String code) {
    evidenceChain(code, new TrustAnchors.NodeAgreement(1, List.of("http://127.0.0.1:1")));
  }

  public void evidenceChain(String code, TrustAnchors anchors) {
    String path = code + "/evidence-chain";
    Subchain made =
        new Subchain(
            Paths.id(path),
            path,
            Paths.id(code),
            "evm",
            4242,
            Paths.id(code + "/subchain-proxy"),
            anchors,
            Subchain.Status.ACTIVE);
    subchains.put(made.id(), made);
  }

  public void contract(String code, Subchain.Status status) {
    String path = code + "/evidence-store";
    BusinessContract made =
        new BusinessContract(
            Paths.id(path),
            path,
            Paths.id(code),
            Paths.id(code + "/evidence-chain"),
            contractAddress,
            status,
            List.of(
                new ContractFunction(
                    WRITE, ContractFunction.Kind.WRITE, Optional.of(Paths.id(UNDO))),
                new ContractFunction(UNDO, ContractFunction.Kind.WRITE, Optional.empty()),
                new ContractFunction(FIND, ContractFunction.Kind.READ, Optional.empty())));
    contracts.put(made.id(), made);
  }

  public void application(Subchain.Status status) {
    Application made =
        new Application(
            Paths.id(APPLICATION),
            APPLICATION,
            Paths.id("registry"),
            Paths.id("registry/evidence-chain"),
            applicationKey.address(),
            hex(applicationKey.publicKey()),
            APP_FINGERPRINT,
            status);
    applications.put(made.id(), made);
  }

  /** The application's key is another from this block time on. */
  public void changeKey(LocalSigner key, long since) {
    Application known = applications.get(Paths.id(APPLICATION));
    formerKeys.addFirst(version(known));
    keySince = since;
    applications.put(
        known.id(),
        new Application(
            known.id(),
            known.path(),
            known.institution(),
            known.subchain(),
            key.address(),
            hex(key.publicKey()),
            known.tlsFingerprint(),
            known.status()));
  }

  private Application.Version version(Application known) {
    return new Application.Version(
        keySince, known.key(), known.publicKey(), known.tlsFingerprint());
  }

  public void pipeline(Pipeline.Status status) {
    List<String> functions = List.of(Paths.id(WRITE), Paths.id(FIND));
    pipeline(
        status,
        new PipelineSide(
            Paths.id("registry"),
            Paths.id("registry/evidence-chain"),
            Paths.id(PARTNER),
            Optional.of(Paths.id(APPLICATION)),
            Paths.id(STORE),
            functions));
  }

  public void pipeline(Pipeline.Status status, PipelineSide source) {
    PipelineSide target =
        new PipelineSide(
            Paths.id("court"),
            Paths.id("court/evidence-chain"),
            Paths.id("court/crosschain-proxy"),
            Optional.empty(),
            Paths.id(COURT_STORE),
            List.of(Paths.id(WRITE), Paths.id(FIND)));
    Pipeline made =
        new Pipeline(
            Paths.id(PIPELINE),
            PIPELINE,
            7,
            source,
            target,
            status,
            NOW - 1000,
            terms,
            CONSTRAINT,
            DIGEST,
            DIGEST);
    pipelines.put(made.id(), made);
  }

  /** Both sides have agreed on version 8 by this constraint; on its source side only reads. */
  public void amend(String constraint) {
    Pipeline present = pipelines.get(Paths.id(PIPELINE));
    superseded.put(present.number(), version(present, 7, Pipeline.Status.SUPERSEDED, CONSTRAINT));
    PipelineSide source = present.source();
    PipelineSide reading =
        new PipelineSide(
            source.institution(),
            source.subchain(),
            source.service(),
            source.application(),
            source.businessContract(),
            List.of(Paths.id(FIND)));
    pipeline(Pipeline.Status.ACTIVE, reading);
    Pipeline made = pipelines.get(Paths.id(PIPELINE));
    pipelines.put(made.id(), version(made, 8, Pipeline.Status.ACTIVE, constraint));
  }

  /** As {@link #amend}; the version leads to a contract that has none of the functions. */
  public void amendToAnotherContract(String constraint) {
    amend(constraint);
    Pipeline made = pipelines.get(Paths.id(PIPELINE));
    PipelineSide target = made.target();
    PipelineSide elsewhere =
        new PipelineSide(
            target.institution(),
            target.subchain(),
            target.service(),
            target.application(),
            Paths.id("court/another-store"),
            target.functions());
    pipelines.put(
        made.id(),
        new Pipeline(
            made.id(),
            made.path(),
            made.number(),
            made.source(),
            elsewhere,
            made.status(),
            made.validFrom(),
            made.terms(),
            made.constraintHash(),
            made.sourceTrust(),
            made.targetTrust()));
  }

  /** A pipeline of this number, to which none of those here is a party. */
  public void strangers(long number) {
    String path = "bank/payments";
    Pipeline like = pipelines.get(Paths.id(PIPELINE));
    Pipeline made =
        new Pipeline(
            Paths.id(path),
            path,
            number,
            like.target(),
            like.target(),
            Pipeline.Status.ACTIVE,
            like.validFrom(),
            like.terms(),
            "0x" + "99".repeat(32),
            DIGEST,
            DIGEST);
    pipelines.put(made.id(), made);
  }

  /** The present version gets another status. */
  public void become(Pipeline.Status status) {
    Pipeline present = pipelines.get(Paths.id(PIPELINE));
    pipelines.put(
        present.id(), version(present, present.number(), status, present.constraintHash()));
  }

  private static Pipeline version(
      Pipeline like, long number, Pipeline.Status status, String constraint) {
    return new Pipeline(
        like.id(),
        like.path(),
        number,
        like.source(),
        like.target(),
        status,
        like.validFrom(),
        like.terms(),
        constraint,
        like.sourceTrust(),
        like.targetTrust());
  }

  /** A call that is right in every respect: a write here, a write there. */
  public ApplicationCall.Builder call() {
    return emptyCall()
        .write(StepSide.SOURCE, STORE, WRITE, DIGEST, "deed 2031")
        .write(StepSide.TARGET, COURT_STORE, WRITE, DIGEST, "deed 2031");
  }

  public ApplicationCall.Builder emptyCall() {
    return ApplicationCall.builder()
        .from(APPLICATION)
        .to(PROXY)
        .request("deed-2031")
        .issued(NOW)
        .validForSeconds(300)
        .deadlineSeconds(600)
        .pipeline(PIPELINE, CONSTRAINT);
  }

  public static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  @Override
  public Optional<Institution> institution(String codeOrId) {
    return Optional.ofNullable(institutions.get(Paths.id(codeOrId)));
  }

  @Override
  public Optional<Account> account(String address) {
    return Optional.ofNullable(accounts.get(address));
  }

  @Override
  public Optional<String> predecessor(String account) {
    return Optional.empty();
  }

  @Override
  public Optional<Node> node(String id) {
    return Optional.empty();
  }

  @Override
  public Optional<Service> service(String pathOrId) {
    return Optional.ofNullable(services.get(Paths.id(pathOrId)));
  }

  @Override
  public Service.Certificates serviceCertificates(String pathOrId) {
    String current = services.get(Paths.id(pathOrId)).tlsFingerprint();
    return Optional.ofNullable(rotated.get(Paths.id(pathOrId)))
        .orElseGet(() -> new Service.Certificates(current, Optional.empty(), 0));
  }

  @Override
  public Optional<Subchain> subchain(String pathOrId) {
    return Optional.ofNullable(subchains.get(Paths.id(pathOrId)));
  }

  @Override
  public Optional<Application> application(String pathOrId) {
    return Optional.ofNullable(applications.get(Paths.id(pathOrId)));
  }

  @Override
  public List<Application.Version> applicationVersions(String pathOrId) {
    Stream<Application.Version> present = application(pathOrId).map(this::version).stream();
    Stream<Application.Version> former =
        Paths.id(pathOrId).equals(Paths.id(APPLICATION)) ? formerKeys.stream() : Stream.empty();
    return Stream.concat(present, former).toList();
  }

  @Override
  public Optional<BusinessContract> businessContract(String pathOrId) {
    return Optional.ofNullable(contracts.get(Paths.id(pathOrId)));
  }

  @Override
  public Optional<Pipeline> pipeline(String pathOrId) {
    return Optional.ofNullable(pipelines.get(Paths.id(pathOrId)));
  }

  @Override
  public Optional<Pipeline> pipeline(long number) {
    return pipelines.values().stream()
        .filter(found -> found.number() == number)
        .findFirst()
        .or(() -> Optional.ofNullable(superseded.get(number)));
  }

  @Override
  public List<Long> formerVersions(String pathOrId) {
    return superseded.values().stream()
        .filter(version -> version.id().equals(Paths.id(pathOrId)))
        .map(Pipeline::number)
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  @Override
  public boolean opens(long pipelineNumber) {
    return opens;
  }

  @Override
  public boolean trustHolds(long pipelineNumber) {
    return trustHolds;
  }

  @Override
  public Optional<TrustAnchors> agreedAnchors(String subchain, String trust) {
    return subchain(subchain).map(Subchain::trustAnchors);
  }

  @Override
  public boolean restricted(String institution) {
    return restricted;
  }
}
