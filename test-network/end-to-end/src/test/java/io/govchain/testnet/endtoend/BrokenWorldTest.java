package io.govchain.testnet.endtoend;

import static io.govchain.testnet.acceptance.Condition.that;
import static io.govchain.testnet.acceptance.Conditions.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.amdp.ApplicationCall;
import io.govchain.client.ProxyRefusedException;
import io.govchain.testnet.ChainNetwork;
import io.govchain.testnet.FaultyLink;
import io.govchain.testnet.acceptance.Condition;
import io.govchain.testnet.checker.Change;
import io.govchain.testnet.checker.Checker;
import io.govchain.testnet.checker.Complaint;
import io.govchain.testnet.checker.Promise;
import io.govchain.testnet.consortium.ProxyProcess;
import io.govchain.testnet.endtoend.Boundary.Party;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real processes and real chains that break in every way, in one world. After each kind of failure
 * a checker that reads the chains and nothing else looks at every call so far: none lost, none done
 * twice, no end that is not so.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BrokenWorldTest {
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  /** How often every boundary is taken; {@code -Dgovchain.failures.rounds=20} for a long run. */
  private static final int ROUNDS = Integer.getInteger("govchain.failures.rounds", 1);

  @TempDir static Path home;
  @AutoClose private static BrokenWorld world;

  @BeforeAll
  static void createWorld() {
    world = BrokenWorld.create(home.resolve("world"));
  }

  @Test
  @Order(1)
  void shouldGoOn_whenAllChainsPauseMidway() throws Exception {
    List<ChainNetwork> chains =
        List.of(
            world.world.registryChain.network(),
            world.world.courtChain.network(),
            world.world.consortium.network());
    GovernedCall settling = world.handIn(world.signed(Story.SETTLES));
    GovernedCall undoing = world.handIn(world.signed(Story.UNDOES_REGISTRY));
    within(PATIENCE)
        .eventually(settling.hasWrittenOnFirstChain(), undoing.hasWrittenOnFirstChain());

    chains.forEach(ChainNetwork::pause);
    try {
      for (ProxyProcess proxy : world.world.consortium.proxies()) {
        within(PATIENCE).eventually(isReady(proxy).not());
      }
    } finally {
      chains.forEach(ChainNetwork::resume);
    }
    for (ProxyProcess proxy : world.world.consortium.proxies()) {
      within(PATIENCE).eventually(isReady(proxy));
    }
    requireTruth();
  }

  /** What links do to those who speak over them. */
  enum Fault {
    SLOW(link -> link.delay(Duration.ofMillis(700))),
    CUT_IN_AN_ANSWER(link -> link.cutOnceAfterAnswerBytes(60)),
    CUT(FaultyLink::cut, link -> link.openConnections() == 0),
    LOSING_REQUESTS(FaultyLink::loseRequests, FaultyLink::hasLostBytes),
    LOSING_ANSWERS(FaultyLink::loseAnswers, FaultyLink::hasLostBytes);

    private final Consumer<FaultyLink> begin;
    private final boolean letsThrough;
    private final Predicate<FaultyLink> bites;

    /** Calls come to their end in spite of it. */
    Fault(Consumer<FaultyLink> begin) {
      this.begin = begin;
      this.letsThrough = true;
      this.bites = link -> false;
    }

    Fault(Consumer<FaultyLink> begin, Predicate<FaultyLink> bites) {
      this.begin = begin;
      this.letsThrough = false;
      this.bites = bites;
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  @Order(2)
  void shouldGoOn_whenLinksBreakMidway(Fault fault) throws Exception {
    List<FaultyLink> links = KillEverywhere.all().keySet().stream().map(world::linkTo).toList();
    ApplicationCall settling = world.signed(Story.SETTLES);
    ApplicationCall undoing = world.signed(Story.UNDOES_COURT);
    GovernedCall before = world.handIn(world.signed(Story.SETTLES));
    within(PATIENCE).eventually(before.hasWrittenOnFirstChain());

    links.forEach(fault.begin);
    world.handIn(settling);
    GovernedCall last = world.handIn(undoing);
    within(PATIENCE)
        .eventually(
            fault.letsThrough
                ? last.isTold("compensated")
                : that("links", () -> links)
                    .satisfies("are bad", all -> all.stream().anyMatch(fault.bites)));
    links.forEach(FaultyLink::restore);
    requireTruth();
  }

  @Test
  @Order(3)
  void shouldRefuseAndLoseNothingAndGoOn_whenNoProxyHasRoomOnItsDisk() throws Exception {
    List<ProxyProcess> proxies = world.world.consortium.proxies();
    ApplicationCall refused = world.signed(Story.SETTLES);
    world.handIn(world.signed(Story.UNDOES_REGISTRY));
    GovernedCall midway = world.handIn(world.signed(Story.SETTLES));
    within(PATIENCE).eventually(midway.hasWrittenOnFirstChain());

    proxies.forEach(DiskSpace::take);
    try {
      requireThatItIsTold(refused);
    } finally {
      // Also for the tests after this one.
      proxies.forEach(DiskSpace::giveBack);
    }

    world.handIn(refused);
    for (ProxyProcess proxy : proxies) {
      within(PATIENCE).eventually(isReady(proxy));
    }
    requireTruth();
  }

  private void requireThatItIsTold(ApplicationCall refused) {
    assertThatThrownBy(() -> world.world.application.client().submit(refused.body()))
        .satisfies(BrokenWorldTest::tellsOfTheDisk);
    for (Party party :
        List.of(Party.REGISTRY_SUBCHAIN, Party.REGISTRY_CROSSCHAIN, Party.COURT_CROSSCHAIN)) {
      within(PATIENCE)
          .eventually(
              that("health of " + party, world.proxy(party)::readiness)
                  .satisfies("names the database", text -> text.contains("database")));
    }
    assertThat(world.world.facts().changes())
        .noneMatch(change -> change.transaction().equals(refused.transaction()));
  }

  /** A full disk refuses; of one that failed in the middle it is unknown what it holds. */
  private static void tellsOfTheDisk(Throwable thrown) {
    boolean refused = thrown instanceof ProxyRefusedException;
    assertThat(refused ? thrown : thrown.getCause())
        .isInstanceOfSatisfying(
            ProxyRefusedException.class,
            full -> {
              assertThat(full.status()).isEqualTo(503);
              assertThat(full.code()).isEqualTo(refused ? "database-full" : "database-unwritable");
            });
  }

  @Test
  @Order(4)
  void shouldEndTruthfully_whenEachProcessIsKilledAtEachBoundary() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(KillEverywhere.in(world)).isEqualTo(KillEverywhere.all());
      requireTruth();
    }
  }

  @Test
  @Order(5)
  void shouldEndTruthfully_whenProcessesAreKilledWherePeopleAreCalledAndDecide() throws Exception {
    KillsOfDecisions.in(world);
    requireTruth();
  }

  @Test
  @Order(6)
  void shouldHearTheChecker_whenTheWorldIsNotInOrder() throws Exception {
    Promise settled =
        world.promises().stream()
            .filter(
                promise ->
                    world.world.facts().status(promise.transaction()) == Change.Status.SETTLED)
            .findFirst()
            .orElseThrow();
    ProxyProcess proxy = world.proxy(Party.REGISTRY_SUBCHAIN);
    ApplicationCall neverHandedIn = world.signed(Story.SETTLES);
    proxy.kill();
    Sabotage sabotage = new Sabotage(world.world.registryChain, proxy);
    Promise.Write write = settled.writes().getFirst();

    assertThat(complaints())
        .as("%s was never handed in", neverHandedIn.transaction())
        .containsExactly(Complaint.Kind.LOST_CALL);
    sabotage.withdraw(write);
    assertThat(complaints()).contains(Complaint.Kind.LOST_EFFECT, Complaint.Kind.UNPROMISED);
    sabotage.storeAgain(settled.transaction(), write);
    assertThat(complaints())
        .contains(Complaint.Kind.DOUBLE_EFFECT)
        .doesNotContain(Complaint.Kind.LOST_EFFECT);
    Promise.Write never = new Promise.Write(2, write.chain(), World.randomDigest(), "never done");
    assertThat(
            Checker.check(
                List.of(new Promise(settled.transaction(), List.of(never))),
                world.world.facts(),
                world.strangers()))
        .extracting(Complaint::kind)
        .contains(Complaint.Kind.FALSE_END, Complaint.Kind.LOST_EFFECT, Complaint.Kind.UNPROMISED);
  }

  private static List<Complaint.Kind> complaints() {
    return Checker.check(world.promises(), world.world.facts(), world.strangers()).stream()
        .map(Complaint::kind)
        .toList();
  }

  /** Nothing lost, nothing done twice, no false end; applications know the same, and no alarm. */
  private static void requireTruth() {
    assertThat(world.judgement()).isEmpty();
    world.requireThatApplicationsWereToldTheSame();
    world.requireThatNothingSeemsContradictory();
  }

  private static Condition isReady(ProxyProcess proxy) {
    return that(proxy.path(), proxy::readiness).satisfies("is ready", String::isEmpty);
  }
}
