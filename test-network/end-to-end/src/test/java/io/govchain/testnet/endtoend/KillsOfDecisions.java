package io.govchain.testnet.endtoend;

import static io.govchain.testnet.acceptance.Condition.that;
import static io.govchain.testnet.acceptance.Conditions.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.testnet.checker.Effect;
import io.govchain.testnet.consortium.ProxyProcess;
import io.govchain.testnet.endtoend.Boundary.Party;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * {@code kill -9} where people are called, where they order another attempt, and where they agree;
 * in a single call that only they can end.
 */
final class KillsOfDecisions {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String SETTLEMENT = "entered by hand, journal 4711";

  private final BrokenWorld world;
  private final ApplicationCall call;
  private final Operator registry;
  private final Operator court;

  private KillsOfDecisions(BrokenWorld world) {
    this.world = world;
    this.call = world.signedForPeople();
    this.registry = new Operator(world.world.registry);
    this.court = new Operator(world.world.court);
  }

  /**
   * Returns when the transaction is resolved, every party was killed, and nothing was told twice.
   */
  static void in(BrokenWorld world) throws Exception {
    KillsOfDecisions kills = new KillsOfDecisions(world);
    kills.alarms();
    kills.retry();
    kills.agreements();
  }

  private void alarms() throws Exception {
    String id = call.transaction();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> others =
          threads.submit(() -> kill(Party.COURT_DECIDES, Boundary.ALARM_KEPT, () -> {}));
      kill(Party.REGISTRY_DECIDES, Boundary.ALARM_DUE, () -> world.handIn(call));
      others.get();
    }
    within(PATIENCE).eventually(new GovernedCall(world.world, id).isTold("escalated"));
    List<Effect> withdrawn = new Aftermath(world.world).effects(id, 1);
    assertThat(withdrawn).as("what nothing undoes").hasSize(1);
    world.isStranger(withdrawn.getFirst().hash());
    isRaisedOnce(world.proxy(Party.REGISTRY_DECIDES), "CompensationFailed");
    isRaisedOnce(world.proxy(Party.REGISTRY_DECIDES), "Escalated");
    isRaisedOnce(world.proxy(Party.COURT_DECIDES), "Escalated");
  }

  private void isRaisedOnce(ProxyProcess proxy, String code) {
    JournalFile journal = new JournalFile(proxy.database());
    String alarms = "SELECT 1 FROM alarms WHERE transaction_id = ?1 AND code = ?2";
    String due = "SELECT 1 FROM pending_effects WHERE transaction_id = ?1";
    within(PATIENCE)
        .eventually(
            that(code + " of " + proxy.path(), () -> journal.rows(alarms, call.transaction(), code))
                .satisfies("is there once", rows -> rows.size() == 1)
                .and(
                    that("what is due", () -> journal.rows(due, call.transaction()))
                        .satisfies("is done", List::isEmpty)));
  }

  /** The order is not lost: the attempt that the killed proxy decided on is made. */
  private void retry() throws Exception {
    kill(Party.REGISTRY_DECIDES, Boundary.RETRY_KEPT, () -> registry.retries(call.transaction()));
    JournalFile journal = new JournalFile(world.proxy(Party.REGISTRY_DECIDES).database());
    within(PATIENCE)
        .eventually(
            that(
                    "alarms after the attempts",
                    () ->
                        journal.rows(
                            "SELECT 1 FROM alarms WHERE transaction_id = ?1"
                                + " AND text LIKE '%after 2 attempts%'",
                            call.transaction()))
                .satisfies("tell of the second", rows -> rows.size() == 1));
  }

  /** What is agreed stands; what was only written down is still to be said. */
  private void agreements() throws Exception {
    String id = call.transaction();
    kill(Party.COURT_DECIDES, Boundary.AGREEMENT_KEPT, () -> court.agrees(id, SETTLEMENT));
    assertThat(court.agrees(id, SETTLEMENT)).isEqualTo("nothing-to-agree");
    assertThat(registry.sees(id)).as("one alone settles nothing").isEqualTo(Operator.DONE);
    kill(Party.REGISTRY_DECIDES, Boundary.SETTLEMENT_KEPT, () -> registry.agrees(id, SETTLEMENT));
    within(PATIENCE).eventually(new GovernedCall(world.world, id).isTold("resolved"));
    assertThat(registry.sees(id)).isEqualTo("transaction-not-escalated");
  }

  private Void kill(Party party, Boundary boundary, Runnable deed) throws Exception {
    new Kill(party, boundary).happen(world, call.transaction(), deed);
    return null;
  }
}
