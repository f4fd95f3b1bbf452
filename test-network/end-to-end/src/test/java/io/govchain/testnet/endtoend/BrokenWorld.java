package io.govchain.testnet.endtoend;

import static io.govchain.testnet.acceptance.Conditions.within;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.StepSide;
import io.govchain.client.ProxyRefusedException;
import io.govchain.client.ProxyUnreachableException;
import io.govchain.evm.Receipt;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.service.keys.Signers;
import io.govchain.testnet.Awaiting;
import io.govchain.testnet.FaultyLink;
import io.govchain.testnet.checker.Checker;
import io.govchain.testnet.checker.Complaint;
import io.govchain.testnet.checker.Facts;
import io.govchain.testnet.checker.Promise;
import io.govchain.testnet.consortium.BusinessChain;
import io.govchain.testnet.consortium.EvidenceFunctions;
import io.govchain.testnet.consortium.ProxyProcess;
import io.govchain.testnet.endtoend.Boundary.Party;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A world in which anything may be broken, with a list of what was promised in it. */
final class BrokenWorld implements AutoCloseable {
  /** So long that no call runs out of time for being broken again and again. */
  private static final int DEADLINE_SECONDS = 900;

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String METADATA = "whatever breaks";

  final World world;
  private final Map<String, Integer> ports = new ConcurrentHashMap<>();
  private final Map<URI, FaultyLink> links = new ConcurrentHashMap<>();
  private final List<Promise> promises = new CopyOnWriteArrayList<>();
  private final Set<String> strangers = ConcurrentHashMap.newKeySet();

  private BrokenWorld(Path home) {
    world =
        World.create(
            World.setup(home)
                .withRoute(
                    address -> links.computeIfAbsent(address, FaultyLink::to).through(address)),
            consortium -> consortium.proxies().forEach(this::prepare));
  }

  static BrokenWorld create(Path home) {
    return new BrokenWorld(home);
  }

  private void prepare(ProxyProcess proxy) {
    ports.put(proxy.path(), Ambush.prepare(proxy));
  }

  ProxyProcess proxy(Party party) {
    return switch (party) {
      case REGISTRY_SUBCHAIN -> world.registry.subchainProxy();
      case COURT_SUBCHAIN -> world.court.subchainProxy();
      case REGISTRY_CROSSCHAIN, REGISTRY_DECIDES -> world.registry.crosschainProxy();
      case COURT_CROSSCHAIN, COURT_DECIDES -> world.court.crosschainProxy();
      case CARRIER ->
          throw new IllegalArgumentException("no gateway is looked after in this world");
    };
  }

  int debuggerPort(Party party) {
    return ports.get(proxy(party).path());
  }

  /** The way on which others reach a proxy. */
  FaultyLink linkTo(Party party) {
    return links.get(proxy(party).endpoint());
  }

  /** A signed call that goes as told when nothing breaks; not handed in. */
  ApplicationCall signed(Story story) {
    String digest = World.randomDigest();
    switch (story) {
      case SETTLES -> {}
      case UNDOES_REGISTRY -> strangerStores(world.courtChain, digest);
      case UNDOES_COURT -> strangerStores(world.registryChain, digest);
    }
    boolean courtFirst = story == Story.UNDOES_COURT;
    ApplicationCall.Builder steps = world.unsigned(DEADLINE_SECONDS);
    ApplicationCall call =
        (courtFirst
                ? onRegistry(onCourt(steps, digest), digest)
                : onCourt(onRegistry(steps, digest), digest))
            .sign(Signers.of(world.application.key().key()));
    promises.add(
        new Promise(
            call.transaction(),
            List.of(
                new Promise.Write(0, courtFirst ? World.COURT : World.REGISTRY, digest, METADATA),
                new Promise.Write(
                    1, courtFirst ? World.REGISTRY : World.COURT, digest, METADATA))));
    return call;
  }

  /**
   * A signed call whose second step nothing undoes and whose third is refused: people must decide.
   * Nothing is promised of the second step; what it does is to be told by {@link #isStranger}.
   */
  ApplicationCall signedForPeople() {
    String digest = World.randomDigest();
    String taken = World.randomDigest();
    strangerStores(world.courtChain, taken);
    ApplicationCall call =
        onCourt(
                onRegistry(world.unsigned(DEADLINE_SECONDS), digest)
                    .write(
                        StepSide.SOURCE,
                        world.registry.contract(),
                        EvidenceFunctions.WITHDRAW,
                        digest,
                        METADATA),
                taken)
            .sign(Signers.of(world.application.key().key()));
    promises.add(
        new Promise(
            call.transaction(),
            List.of(
                new Promise.Write(0, World.REGISTRY, digest, METADATA),
                new Promise.Write(2, World.COURT, taken, METADATA))));
    return call;
  }

  /** From now on the checker leaves this chain transaction to the test. */
  void isStranger(String hash) {
    strangers.add(hash);
  }

  private ApplicationCall.Builder onRegistry(ApplicationCall.Builder steps, String digest) {
    return steps.write(
        StepSide.SOURCE, world.registry.contract(), EvidenceFunctions.STORE, digest, METADATA);
  }

  private ApplicationCall.Builder onCourt(ApplicationCall.Builder steps, String digest) {
    return steps.write(
        StepSide.TARGET, world.court.contract(), EvidenceFunctions.STORE, digest, METADATA);
  }

  private void strangerStores(BusinessChain chain, String digest) {
    Receipt receipt =
        chain.callDirectly(
            FunctionSignature.parse(EvidenceFunctions.STORE)
                .encode(
                    new com.fasterxml.jackson.databind.ObjectMapper()
                        .createArrayNode()
                        .add(digest)
                        .add("a stranger's")));
    strangers.add(receipt.transactionHash());
  }

  /** Hands a call in as an application does: again and again, until it is told yes. */
  GovernedCall handIn(ApplicationCall call) {
    Awaiting.within(PATIENCE)
        .lookingEvery(Duration.ofMillis(200))
        .untilTrue(call.transaction() + " is accepted", () -> isAccepted(call));
    return new GovernedCall(world, call.transaction());
  }

  private boolean isAccepted(ApplicationCall call) {
    try {
      world.application.client().submit(call.body());
      return true;
    } catch (ProxyUnreachableException dead) {
      return false;
    } catch (ProxyRefusedException busy) {
      if (busy.status() == 429 || busy.status() == 503) {
        return false;
      }
      throw new IllegalStateException("expected to be accepted: " + call.transaction(), busy);
    }
  }

  /** Calls that have not ended by the word of the governance chain. */
  Set<String> unfinished(Facts facts) {
    return promises.stream()
        .map(Promise::transaction)
        .filter(transaction -> !facts.status(transaction).isFinal())
        .collect(Collectors.toSet());
  }

  /** Every promise, so far. */
  List<Promise> promises() {
    return List.copyOf(promises);
  }

  /** Chain transactions of strangers. */
  Set<String> strangers() {
    return Set.copyOf(strangers);
  }

  /** Waits for every call's end, within a bound, and has the checker judge what the chains say. */
  List<Complaint> judgement() {
    Awaiting.within(PATIENCE)
        .lookingEvery(Duration.ofMillis(500))
        .until("all calls have ended", () -> unfinished(world.facts()), Set::isEmpty);
    return Checker.check(promises(), world.facts(), strangers());
  }

  /** The application is told what the record says, and each change of it once, in order. */
  void requireThatApplicationsWereToldTheSame() {
    Facts facts = world.facts();
    for (Promise promise : promises) {
      String status = facts.status(promise.transaction()).name().toLowerCase(Locale.ROOT);
      GovernedCall call = new GovernedCall(world, promise.transaction());
      within(PATIENCE).eventually(call.isTold(status), call.isToldInFull());
    }
  }

  /** Whatever broke, what the subchain proxies told is what they find on their chains. */
  void requireThatNothingSeemsContradictory() {
    for (Party party : List.of(Party.REGISTRY_SUBCHAIN, Party.COURT_SUBCHAIN)) {
      JournalFile journal = new JournalFile(proxy(party).database());
      List<List<String>> findings = journal.rows("SELECT subject, text FROM chain_findings");
      if (!findings.isEmpty()) {
        throw new IllegalStateException(
            "%s: expected no finding, actual %s".formatted(party, findings));
      }
    }
  }

  @Override
  public void close() {
    world.close();
    links.values().forEach(FaultyLink::close);
  }
}
