package io.govchain.testnet.consortium;

import io.govchain.evm.encoding.Hex;
import io.govchain.evm.send.Call;
import io.govchain.governance.ContractFunction;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Paths;
import io.govchain.governance.PipelineSide;
import io.govchain.governance.Service;
import io.govchain.governance.TrustAnchors;
import io.govchain.testnet.ChainNetwork;
import io.govchain.testnet.FreePort;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A member's two proxies and what it registers with them. */
public final class MemberServices {
  /** Local codes, the same for every member. */
  public static final String SUBCHAIN_PROXY = "subchain-proxy";

  public static final String CROSSCHAIN_PROXY = "crosschain-proxy";
  public static final String CONTRACT = "evidence";

  private static final String SUBCHAIN_PROXY_MAIN = "io.govchain.subchain.server.SubchainProxy";
  private static final String CROSSCHAIN_PROXY_MAIN = "io.govchain.crosschain.CrosschainProxy";

  private final Member member;
  private final BusinessChain business;
  private final KeyFile chainKey;
  private final ProxyFiles subchainProxyFiles;
  private final ProxyFiles crosschainProxyFiles;
  private final ProxyFiles operatorFiles;
  private final ProxyProcess subchainProxy;
  private final ProxyProcess crosschainProxy;
  private final UnaryOperator<URI> route;

  private MemberServices(
      Member member,
      BusinessChain business,
      KeyFile chainKey,
      ProxyFiles subchainProxyFiles,
      ProxyFiles crosschainProxyFiles,
      ProxyFiles operatorFiles,
      ProxyProcess subchainProxy,
      ProxyProcess crosschainProxy,
      UnaryOperator<URI> route) {
    this.member = member;
    this.business = business;
    this.chainKey = chainKey;
    this.subchainProxyFiles = subchainProxyFiles;
    this.crosschainProxyFiles = crosschainProxyFiles;
    this.operatorFiles = operatorFiles;
    this.subchainProxy = subchainProxy;
    this.crosschainProxy = crosschainProxy;
    this.route = route;
  }

  static MemberServices prepare(
      Setup setup, Member member, BusinessChain business, ChainNetwork governance) {
    Path services = setup.home().toAbsolutePath().resolve("services").resolve(member.code());
    KeyFile chainKey = KeyFile.create(services.resolve(SUBCHAIN_PROXY), "chain");
    ProxyFiles subchainFiles =
        ProxyFiles.create(services.resolve(SUBCHAIN_PROXY), member.path(SUBCHAIN_PROXY));
    ProxyFiles crosschainFiles =
        ProxyFiles.create(services.resolve(CROSSCHAIN_PROXY), member.path(CROSSCHAIN_PROXY));
    ProxyFiles operator = ProxyFiles.create(services.resolve("operator"), member.path("operator"));
    ProxyConfig subchain =
        new ProxyConfig(
            member.path(SUBCHAIN_PROXY),
            member.subchainProxyAccount(),
            governance,
            operator.fingerprint(),
            FreePort.choose(),
            FreePort.choose());
    ProxyConfig crosschain =
        new ProxyConfig(
            member.path(CROSSCHAIN_PROXY),
            member.crosschainProxyAccount(),
            governance,
            operator.fingerprint(),
            FreePort.choose(),
            FreePort.choose());
    subchainFiles.writeAbi("EvidenceStore");
    return new MemberServices(
        member,
        business,
        chainKey,
        subchainFiles,
        crosschainFiles,
        operator,
        process(
            subchain,
            SUBCHAIN_PROXY_MAIN,
            subchainFiles,
            subchain.yaml() + subchain.adapter(business.network(), chainKey, setup.load()),
            setup.load()),
        process(
            crosschain, CROSSCHAIN_PROXY_MAIN, crosschainFiles, crosschain.yaml(), setup.load()),
        setup.route());
  }

  private static ProxyProcess process(
      ProxyConfig config, String mainClass, ProxyFiles files, String yaml, Setup.Load load) {
    return new ProxyProcess(
        config.path(),
        mainClass,
        files.write(yaml),
        config.endpoint(),
        config.management(),
        files.directory().resolve("proxy.log"),
        load);
  }

  /** Everything that the member's operator registers, in an order that works. */
  List<Call> registrations() {
    return List.of(
        GovernanceCalls.registerService(
            SUBCHAIN_PROXY,
            Service.Kind.SUBCHAIN_PROXY,
            member.subchainProxyAccount().address(),
            route.apply(subchainProxy.endpoint()).toString(),
            subchainProxyFiles.fingerprint().value()),
        GovernanceCalls.registerService(
            CROSSCHAIN_PROXY,
            Service.Kind.CROSSCHAIN_PROXY,
            member.crosschainProxyAccount().address(),
            route.apply(crosschainProxy.endpoint()).toString(),
            crosschainProxyFiles.fingerprint().value()),
        GovernanceCalls.pairServices(subchainProxy.path(), crosschainProxy.path()),
        GovernanceCalls.registerSubchain(
            Paths.localCode(business.path()),
            "evm",
            business.network().spec().chainId(),
            subchainProxy.path(),
            new TrustAnchors.NodeAgreement(1, List.of(business.network().rpc().toString()))),
        GovernanceCalls.registerContract(
            CONTRACT, business.path(), business.evidenceStore(), EvidenceFunctions.all()));
  }

  PipelineSide side(Optional<String> application) {
    return side(application, contract(), EvidenceFunctions.all());
  }

  /** An end of a pipeline at one of the member's contracts. */
  public PipelineSide side(
      Optional<String> application, String contract, List<ContractFunction> functions) {
    return new PipelineSide(
        Paths.id(member.code()),
        Paths.id(business.path()),
        Paths.id(crosschainProxy.path()),
        application.map(Paths::id),
        Paths.id(contract),
        functions.stream().map(ContractFunction::id).toList());
  }

  /**
   * Puts a gateway into the subchain proxy's configuration and returns the registration of its
   * application: with a key of its own, and the proxy's certificate, since the proxy hands its
   * calls in.
   */
  Call carry(String gateway, String code) {
    KeyFile key = KeyFile.create(subchainProxyFiles.directory(), code);
    subchainProxyFiles.append(ProxyConfig.gateway(gateway, member.path(code), key));
    subchainProxyFiles.writeAbi("Gateway");
    return GovernanceCalls.registerApplication(
        code,
        business.path(),
        Hex.of(key.key().publicKey()),
        subchainProxyFiles.fingerprint().value());
  }

  /** Takes the subchain proxy's database away, as when its disk is lost; it must not run. */
  public void loseSubchainProxyDatabase() {
    subchainProxyFiles.deleteDatabase();
  }

  /** Lets the subchain proxy say in words why this contract refused a call. */
  public void explain(String contract) {
    subchainProxyFiles.writeAbi(contract);
  }

  /** The account that the subchain proxy signs with on the member's chain. */
  public String chainAccount() {
    return chainKey.address();
  }

  /** Path of the evidence contract. */
  public String contract() {
    return member.path(CONTRACT);
  }

  /** The process beside the member's chain. */
  public ProxyProcess subchainProxy() {
    return subchainProxy;
  }

  /** The process that speaks with the other institutions. */
  public ProxyProcess crosschainProxy() {
    return crosschainProxy;
  }

  /** Fingerprint of the subchain proxy's certificate, which applications pin. */
  public String subchainProxyFingerprint() {
    return subchainProxyFiles.fingerprint().value();
  }

  /** Fingerprint of the cross-chain proxy's certificate, which its operators pin. */
  public String crosschainProxyFingerprint() {
    return crosschainProxyFiles.fingerprint().value();
  }

  /** Directory with {@code tls.crt} and {@code tls.key} of the member's operator. */
  public Path operatorCertificate() {
    return operatorFiles.directory();
  }

  /** The subchain path that applications belong to. */
  String subchain() {
    return business.path();
  }

  List<ProxyProcess> proxies() {
    return List.of(subchainProxy, crosschainProxy);
  }

  /** Both addresses, for messages. */
  @Override
  public String toString() {
    return member.code() + ": " + subchainProxy.endpoint() + ", " + crosschainProxy.endpoint();
  }

  /** Base address that an application calls. */
  public URI applicationEndpoint() {
    return subchainProxy.endpoint();
  }
}
