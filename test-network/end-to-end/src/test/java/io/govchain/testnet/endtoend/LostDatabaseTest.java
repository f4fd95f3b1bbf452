package io.govchain.testnet.endtoend;

import static io.govchain.testnet.acceptance.Condition.that;
import static io.govchain.testnet.acceptance.Conditions.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.testnet.acceptance.Condition;
import io.govchain.testnet.consortium.BusinessChain;
import io.govchain.testnet.consortium.ProxyProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A proxy loses its whole database, or the end of it, in the middle of a call and starts with its
 * keys and at most a backup; the call ends by itself, and as the chains show it. Real chains, real
 * processes; judged by the chains.
 */
final class LostDatabaseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  @TempDir static Path home;
  private static World world;

  @BeforeAll
  static void createWorld() {
    world = World.create(home.resolve("world"));
  }

  @AfterAll
  static void endWorld() {
    if (world != null) {
      world.close();
    }
  }

  /** Who loses its database. */
  enum Victim {
    INITIATOR(w -> w.registry.crosschainProxy()),
    INITIATORS_SUBCHAIN_PROXY(w -> w.registry.subchainProxy()),
    PEER(w -> w.court.crosschainProxy()),
    PEERS_SUBCHAIN_PROXY(w -> w.court.subchainProxy());

    private final Function<World, ProxyProcess> process;

    Victim(Function<World, ProxyProcess> process) {
      this.process = process;
    }
  }

  /** The moment of the loss. */
  enum Moment {
    OPENED(GovernedCall::isOpened),
    FIRST_WRITE(GovernedCall::hasWrittenOnFirstChain),
    SECOND_WRITE(GovernedCall::hasWrittenOnSecondChain);

    private final Function<GovernedCall, Condition> condition;

    Moment(Function<GovernedCall, Condition> condition) {
      this.condition = condition;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INITIATOR, OPENED",
    "INITIATOR, FIRST_WRITE",
    "INITIATOR, SECOND_WRITE",
    "INITIATORS_SUBCHAIN_PROXY, OPENED",
    "INITIATORS_SUBCHAIN_PROXY, FIRST_WRITE",
    "INITIATORS_SUBCHAIN_PROXY, SECOND_WRITE",
    "PEER, OPENED",
    "PEER, FIRST_WRITE",
    "PEER, SECOND_WRITE",
    "PEERS_SUBCHAIN_PROXY, FIRST_WRITE",
    "PEERS_SUBCHAIN_PROXY, SECOND_WRITE"
  })
  void shouldEndTruthfully_whenADatabaseIsLostMidway(Victim victim, Moment moment)
      throws Exception {
    ApplicationCall signed = world.signedStore(World.randomDigest());
    GovernedCall call = world.submit(signed);
    within(PATIENCE).eventually(moment.condition.apply(call));

    ProxyProcess process = victim.process.apply(world);
    process.killAndLoseDatabase();
    process.start();
    process.awaitReady();

    within(PATIENCE).eventually(hasEndedOnRecord(call));
    String end = requireTruth(call);
    // An application whose proxy has forgotten it hands the same call in, and nothing is done anew.
    assertThat(world.submit(signed).transaction()).isEqualTo(call.transaction());
    within(PATIENCE).eventually(call.isTold(end));
    requireTruth(call);
  }

  /** A backup of before the call knows neither its order nor its write, but all earlier ones. */
  @ParameterizedTest
  @CsvSource({
    "INITIATOR, FIRST_WRITE",
    "INITIATORS_SUBCHAIN_PROXY, FIRST_WRITE",
    "PEER, SECOND_WRITE",
    "PEERS_SUBCHAIN_PROXY, SECOND_WRITE"
  })
  void shouldEndTruthfully_whenABackupIsPutBackMidway(Victim victim, Moment moment)
      throws Exception {
    ProxyProcess process = victim.process.apply(world);
    Path backup = backup(process);
    GovernedCall call = world.submit(world.signedStore(World.randomDigest()));
    within(PATIENCE).eventually(moment.condition.apply(call));

    process.killAndPutBack(backup);
    process.start();
    process.awaitReady();

    within(PATIENCE).eventually(hasEndedOnRecord(call));
    requireTruth(call);
  }

  /**
   * The peer's write lands while it is away, and it comes back after the deadline with a backup.
   */
  @Test
  void shouldUndoTheWrite_whenThePeersBackupDoesNotKnowOfIt() throws Exception {
    ProxyProcess peer = world.court.crosschainProxy();
    Path backup = backup(peer);
    Mining court = new Mining(world.courtChain.network().rpc());
    GovernedCall call;
    court.stop();
    try {
      call = world.storesOnBothChains(World.randomDigest(), 20);
      within(PATIENCE)
          .eventually(
              that("the court's pool", court::waiting).satisfies("holds the write", n -> n > 0));
      peer.killAndPutBack(backup);
    } finally {
      court.goOn();
    }
    within(PATIENCE).eventually(call.hasWrittenOnSecondChain());
    within(PATIENCE)
        .eventually(
            that("the record", call::recordStatus)
                .satisfies("is given up", status -> status == Status.COMPENSATING));

    peer.start();
    peer.awaitReady();

    within(PATIENCE).eventually(call.isTold("compensated"));
    assertThat(requireTruth(call)).isEqualTo("compensated");
    assertThat(call.undone(world.courtChain)).as("it is not denied").isEqualTo(1);
  }

  private static Path backup(ProxyProcess process) {
    Path copy = home.resolve("backup-%s.db".formatted(System.nanoTime()));
    JournalFile journal = new JournalFile(process.database());
    journal.backUpTo(copy);
    List<List<String>> then = new JournalFile(copy).rows("SELECT token FROM journal_life");
    within(PATIENCE)
        .eventually(
            that("the journal", () -> journal.rows("SELECT token FROM journal_life"))
                .satisfies("is told from its copy", now -> !now.equals(then)));
    return copy;
  }

  /** The write lands after the deadline, and after its proxy has forgotten that it sent it. */
  @Test
  void shouldUndoALateSuccess_whenTheProxyThatSentItForgotIt() throws Exception {
    Mining court = new Mining(world.courtChain.network().rpc());
    GovernedCall call;
    court.stop();
    try {
      call = world.storesOnBothChains(World.randomDigest(), 20);
      within(PATIENCE)
          .eventually(
              that("the court's pool", court::waiting).satisfies("holds the write", n -> n > 0));
      ProxyProcess process = world.court.subchainProxy();
      process.killAndLoseDatabase();
      within(PATIENCE)
          .eventually(
              that("the record", call::recordStatus)
                  .satisfies("is given up", status -> status == Status.COMPENSATING));
      process.start();
      process.awaitReady();
    } finally {
      court.goOn();
    }

    within(PATIENCE).eventually(call.isTold("compensated"));
    assertThat(requireTruth(call)).isEqualTo("compensated");
    assertThat(call.executed(world.courtChain)).as("it came late").isEqualTo(1);
    assertThat(call.undone(world.courtChain)).isEqualTo(1);
  }

  private static Condition hasEndedOnRecord(GovernedCall call) {
    return that("the record of " + call.transaction(), call::recordStatus)
        .satisfies(
            "settled or compensated",
            status -> status == Status.SETTLED || status == Status.COMPENSATED);
  }

  /** No write twice, none left over: what stands on the chains is what the record says. */
  private static String requireTruth(GovernedCall call) {
    boolean settled = call.recordStatus() == Status.SETTLED;
    for (BusinessChain chain : List.of(world.registryChain, world.courtChain)) {
      String writes = chain.path() + ": " + call.writes();
      assertThat(call.executed(chain)).as(writes).isLessThanOrEqualTo(1);
      assertThat(call.undone(chain)).as(writes).isLessThanOrEqualTo(1);
      assertThat(call.executed(chain) - call.undone(chain)).as(writes).isEqualTo(settled ? 1 : 0);
    }
    return settled ? "settled" : "compensated";
  }
}
