package io.govchain.testnet.consortium;

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
  private final ProxyFiles subchainProxyFiles;
  private final ProxyFiles crosschainProxyFiles;
  private final ProxyFiles operatorFiles;
  private final ProxyProcess subchainProxy;
  private final ProxyProcess crosschainProxy;

  private MemberServices(
      Member member,
      BusinessChain business,
      ProxyFiles subchainProxyFiles,
      ProxyFiles crosschainProxyFiles,
      ProxyFiles operatorFiles,
      ProxyProcess subchainProxy,
      ProxyProcess crosschainProxy) {
    this.member = member;
    this.business = business;
    this.subchainProxyFiles = subchainProxyFiles;
    this.crosschainProxyFiles = crosschainProxyFiles;
    this.operatorFiles = operatorFiles;
    this.subchainProxy = subchainProxy;
    this.crosschainProxy = crosschainProxy;
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
            crosschain, CROSSCHAIN_PROXY_MAIN, crosschainFiles, crosschain.yaml(), setup.load()));
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
            subchainProxy.endpoint().toString(),
            subchainProxyFiles.fingerprint().value()),
        GovernanceCalls.registerService(
            CROSSCHAIN_PROXY,
            Service.Kind.CROSSCHAIN_PROXY,
            member.crosschainProxyAccount().address(),
            crosschainProxy.endpoint().toString(),
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
    return new PipelineSide(
        Paths.id(member.code()),
        Paths.id(business.path()),
        Paths.id(crosschainProxy.path()),
        application.map(Paths::id),
        Paths.id(contract()),
        EvidenceFunctions.all().stream().map(ContractFunction::id).toList());
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
