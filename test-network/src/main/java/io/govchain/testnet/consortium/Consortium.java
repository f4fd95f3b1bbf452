package io.govchain.testnet.consortium;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmEndpoint;
import io.govchain.governance.ContractFunction;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.GovernanceErrors;
import io.govchain.governance.Institution;
import io.govchain.governance.Pipeline;
import io.govchain.governance.PipelineSide;
import io.govchain.governance.TrustAnchors;
import io.govchain.testnet.ChainNetwork;
import io.govchain.testnet.ChainSpec;
import io.govchain.testnet.GenesisGenerator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A consortium that comes to life step by step, each step a real one: votes are cast, accounts
 * consent, both sides agree. Everything that it started ends with {@link #close}, and with this
 * JVM, unless it was {@linkplain #release() released}.
 */
public final class Consortium implements AutoCloseable {
  private static final long FIRST_SUBCHAIN_ID = 8_601;
  private static final Duration RPC_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PIPELINE_VALIDITY = Duration.ofDays(365);

  private final Setup setup;
  private final Progress progress;
  private final List<Member> genesisMembers;
  private final ChainNetwork network;
  private final EvmClient client;
  private final GovernanceChain chain;
  private final Accounts accounts;
  private final Membership membership;
  private final List<BusinessChain> businessChains = new ArrayList<>();
  private final List<ProxyProcess> proxies = new ArrayList<>();
  private final List<BusinessApplication> applications = new ArrayList<>();
  private volatile boolean released;

  private Consortium(
      Setup setup, Progress progress, List<Member> genesisMembers, ChainNetwork network) {
    this.setup = setup;
    this.progress = progress;
    this.genesisMembers = List.copyOf(genesisMembers);
    this.network = network;
    this.client =
        EvmClient.connect(
            new EvmEndpoint(network.rpc(), Optional.empty(), RPC_TIMEOUT), GovernanceErrors.all());
    this.chain = GovernanceChain.connect(client);
    this.accounts = new Accounts(client);
    this.membership =
        new Membership(
            chain, accounts, new WorkOrders(chain, accounts, genesisMembers, progress), progress);
  }

  /** Starts a governance chain whose genesis file names these institutions, code to name. */
  public static Consortium found(Setup setup, Map<String, String> institutions, Progress progress) {
    Path home = setup.home().toAbsolutePath();
    List<Member> members =
        Together.call(
            institutions.entrySet().stream()
                .<Callable<Member>>map(
                    entry -> () -> newcomer(home, entry.getKey(), entry.getValue()))
                .toList());
    FoundingPapers papers = FoundingPapers.of(members.stream().map(Founder::of).toList());
    Path genesis = home.resolve("governance").resolve("genesis.json");
    GenesisGenerator.generate(papers.founding(), genesis);
    ChainNetwork network =
        ChainNetwork.start(
            setup.kind(),
            ChainSpec.of(
                    "governance", papers.founding().chainId(), genesis, home.resolve("governance"))
                .withBlockTime(setup.governanceBlockTime())
                .withNodes(papers.validators(), List.of()));
    progress.done(
        "governance chain %d runs at %s with genesis institutions %s"
            .formatted(
                papers.founding().chainId(),
                network.rpc(),
                String.join(", ", institutions.keySet())));
    return new Consortium(setup, progress, members, network);
  }

  /** Makes the keys of an institution that is not a member yet. */
  public Member newcomer(String code, String name) {
    return newcomer(setup.home().toAbsolutePath(), code, name);
  }

  private static Member newcomer(Path home, String code, String name) {
    return Member.create(code, name, home.resolve("institutions"));
  }

  /** Has the newcomer apply and the genesis institutions admit it. */
  public Institution admit(Member newcomer, String documentDigest) {
    return membership.admit(newcomer, documentDigest);
  }

  /** Requests the accounts that these members need for a business chain; one unanimous vote. */
  public void activateAccounts(List<Member> members) {
    membership.activateAccounts(members);
  }

  /** Starts a chain of its own for each member, with an evidence store on it. */
  public List<BusinessChain> startBusinessChains(List<Member> members, String code) {
    List<Callable<BusinessChain>> starts = new ArrayList<>();
    for (Member member : members) {
      long chainId = FIRST_SUBCHAIN_ID + businessChains.size() + starts.size();
      starts.add(() -> BusinessChain.start(setup, member, code, chainId));
    }
    List<BusinessChain> started = Together.call(starts);
    businessChains.addAll(started);
    started.forEach(
        business ->
            progress.done(
                "%s runs at %s, chain id %d, evidence store %s"
                    .formatted(
                        business.path(),
                        business.network().rpc(),
                        business.network().spec().chainId(),
                        business.evidenceStore())));
    return started;
  }

  /** Registers the proxies, chain and contract of a member. */
  public MemberServices register(Member member, BusinessChain business) {
    MemberServices services = MemberServices.prepare(setup, member, business, network);
    accounts.of(member.operator()).sendAll(services.registrations());
    synchronized (this) {
      proxies.addAll(services.proxies());
    }
    progress.done(member.code() + " registered its proxies, chain and contract");
    return services;
  }

  /** Registers the proxies, chains and contracts of several members side by side. */
  public List<MemberServices> register(List<Member> members, List<BusinessChain> chains) {
    List<Callable<MemberServices>> registrations = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      BusinessChain business = chains.get(i);
      registrations.add(() -> register(member, business));
    }
    return Together.call(registrations);
  }

  /** Makes and registers an application that calls through the member's subchain proxy. */
  public BusinessApplication registerApplication(
      Member member, MemberServices services, String code) {
    BusinessApplication application = BusinessApplication.create(setup, member, services, code);
    accounts.of(member.operator()).send(application.registration());
    applications.add(application);
    progress.done("application " + application.path() + " is registered");
    return application;
  }

  /** Registers a contract on the member's chain. */
  public void registerContract(
      Member member,
      MemberServices services,
      String code,
      String address,
      List<ContractFunction> functions) {
    accounts
        .of(member.operator())
        .send(GovernanceCalls.registerContract(code, services.subchain(), address, functions));
    progress.done("contract " + member.path(code) + " is registered");
  }

  /**
   * Has a member's subchain proxy, not started yet, carry the calls of a gateway, and registers the
   * application that they are made by; returns its path.
   */
  public String carry(Member member, MemberServices services, String gateway, String code) {
    accounts.of(member.operator()).send(services.carry(gateway, code));
    progress.done(member.path(code) + " carries the calls of gateway " + gateway);
    return member.path(code);
  }

  /** Both sides agree on a pipeline between their evidence stores. */
  public Pipeline connect(
      BusinessApplication application,
      Member source,
      MemberServices sourceServices,
      Member target,
      MemberServices targetServices,
      String code) {
    return agree(
        source,
        target,
        code,
        sourceServices.side(Optional.of(application.path())),
        targetServices.side(Optional.empty()));
  }

  /** Both sides agree on a pipeline between these ends. */
  public Pipeline agree(
      Member source, Member target, String code, PipelineSide from, PipelineSide to) {
    String path = source.path(code);
    accounts
        .of(source.operator())
        .send(
            GovernanceCalls.requestPipeline(
                code,
                from,
                to,
                Pipeline.Terms.until(chain.blockTime() + PIPELINE_VALIDITY.toSeconds())));
    progress.done(source.code() + " requested pipeline " + path);
    accounts
        .of(target.operator())
        .send(GovernanceCalls.authorisePipeline(path, constraintOffered(path)));
    Pipeline pipeline = chain.pipeline(path).orElseThrow();
    progress.done(
        "%s authorised it; constraint %s".formatted(target.code(), pipeline.constraintHash()));
    return pipeline;
  }

  /** Both sides agree on other terms: the source proposes, the target accepts. */
  public Pipeline amend(Pipeline present, Member source, Member target, Pipeline.Terms terms) {
    accounts
        .of(source.operator())
        .send(
            GovernanceCalls.amendPipeline(
                present.path(), present.source(), present.target(), terms));
    long number = chain.pipelineAmendment(present.path()).orElseThrow();
    accounts
        .of(target.operator())
        .send(
            GovernanceCalls.acceptAmendment(
                present.path(), number, constraintOffered(present.path())));
    progress.done("pipeline %s is amended: version %d".formatted(present.path(), number));
    return chain.pipeline(number).orElseThrow();
  }

  private String constraintOffered(String path) {
    return chain.offered(path).orElseThrow().constraintOn(chain.chainId());
  }

  /** The member changes what its subchain's evidence is verified by. */
  public void anchor(Member member, String subchain, TrustAnchors anchors) {
    accounts.of(member.operator()).send(GovernanceCalls.updateTrustAnchors(subchain, anchors));
    progress.done(subchain + " is verified by " + anchors.rule().word() + " from now on");
  }

  /** Starts all proxies and waits until they work. */
  public void startProxies() {
    launchProxies();
    awaitProxies();
  }

  /** Starts all proxies, which takes a while; something else can be done meanwhile. */
  public void launchProxies() {
    proxies().forEach(ProxyProcess::start);
  }

  /** Waits until all proxies work. */
  public void awaitProxies() {
    for (ProxyProcess proxy : proxies) {
      proxy.awaitReady();
      progress.done(
          "%s runs as process %d at %s"
              .formatted(proxy.path(), proxy.process().pid(), proxy.endpoint()));
    }
  }

  /** Typed reads of the governance chain. */
  public GovernanceChain chain() {
    return chain;
  }

  /** The governance node's client. */
  public EvmClient client() {
    return client;
  }

  /** The governance chain itself. */
  public ChainNetwork network() {
    return network;
  }

  /** The member of the genesis file with this code. */
  public Member genesisMember(String code) {
    return genesisMembers.stream()
        .filter(member -> member.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  /** All business chains, in the order in which they were started. */
  public List<BusinessChain> businessChains() {
    return List.copyOf(businessChains);
  }

  /** All proxies, in the order in which they were registered. */
  public synchronized List<ProxyProcess> proxies() {
    return List.copyOf(proxies);
  }

  /** Every process that runs now: proxies first, in the order in which they are best ended. */
  public List<RunningProcess> processes() {
    List<RunningProcess> processes = new ArrayList<>();
    proxies().stream()
        .filter(ProxyProcess::isRunning)
        .forEach(proxy -> processes.add(RunningProcess.of(proxy.path(), proxy.process().pid())));
    businessChains.forEach(business -> add(processes, business.path(), business.network()));
    add(processes, "governance chain", network);
    return processes;
  }

  private static void add(List<RunningProcess> processes, String name, ChainNetwork chain) {
    chain.pids().forEach(pid -> processes.add(RunningProcess.of(name, pid)));
  }

  /** Lets every process live on after this JVM; from now on nothing ends them here. */
  public void release() {
    proxies().stream().filter(ProxyProcess::isRunning).forEach(proxy -> proxy.process().release());
    businessChains.forEach(business -> business.network().release());
    network.release();
    released = true;
  }

  @Override
  public void close() {
    Ending ending = new Ending(progress);
    ending.of(applications);
    if (!released) {
      ending.of(proxies());
      ending.of(businessChains);
    }
    ending.of(List.of(client));
    if (!released) {
      ending.of(List.of(network));
    }
  }
}
