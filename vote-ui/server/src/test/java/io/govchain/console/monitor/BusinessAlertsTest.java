package io.govchain.console.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.fixture.FollowingAChain;
import io.govchain.console.fixture.GovernedChain;
import io.govchain.console.index.IndexStatus;
import io.govchain.console.store.Alerts.Alert;
import io.govchain.console.store.Alerts.Severity;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.encoding.Keccak;
import io.govchain.governance.CreditRules;
import io.govchain.governance.Entry;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Paths;
import io.govchain.governance.Report;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts of escalations, credit, upgrades and busy accounts, by what really happens on a chain. */
class BusinessAlertsTest extends FollowingAChain {
  private static final Thresholds FEW_ACTIONS = new Thresholds(3_600, 3_600, 10, 10, 20, 20);

  private Watched watched;

  @BeforeEach
  void start() {
    watched = new Watched(indexed, FEW_ACTIONS);
  }

  @Test
  void shouldTellOfAnEscalation_untilPeopleHaveResolvedIt() {
    String id = chain.open("escalated", 5_000);
    chain.report("registry", new Report(id, 0, Entry.SUCCEEDED, GovernedChain.DIGEST));
    chain.report("notary", new Report(id, 0, Entry.ACCEPTED, GovernedChain.DIGEST));
    chain.report("notary", new Report(id, 1, Entry.FAILED, GovernedChain.DIGEST));
    watched.examine();
    assertThat(watched.rules()).doesNotContain("transaction-escalated");

    chain.report("registry", new Report(id, 0, Entry.COMPENSATION_FAILED, GovernedChain.DIGEST));
    watched.examine();
    Alert escalated = watched.only("transaction-escalated");
    assertThat(escalated.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(escalated.subject().orElseThrow().id()).isEqualTo(id);
    assertThat(escalated.values().get("escalatedAt").longValue())
        .isEqualTo(chain.chain().blockTime());

    chain.decide("Resolve it", GovernanceActions.resolveTransaction(id, "settled by hand"));
    watched.examine();
    assertThat(watched.rules()).doesNotContain("transaction-escalated");
    assertThat(indexed.store().alerts().alert(escalated.id()).orElseThrow().closedAt()).isPresent();
  }

  @Test
  void shouldTellOfARestriction_untilTheCreditIsRestored() {
    chain.decide("Strict credit", GovernanceActions.setCreditRules(strict()));
    watched.examine();
    assertThat(watched.rules()).doesNotContain("credit-restricted");

    failOf("notary");
    watched.examine();
    Alert restricted = watched.only("credit-restricted");
    assertThat(restricted.subject().orElseThrow().id()).isEqualTo(Paths.id("notary"));
    assertThat(restricted.values().get("score").longValue()).isLessThan(strict().threshold());

    chain.decide("Restore it", GovernanceActions.restoreCredit("notary", strict().ceiling()));
    watched.examine();
    assertThat(watched.rules()).doesNotContain("credit-restricted");
  }

  @Test
  void shouldTellOfOutcomesWithoutCredit_untilOneIsCreditedAgain() {
    chain.decide("Freeze credit", GovernanceActions.freezeGovernedContract("Credit"));
    settle("uncredited");
    watched.examine();
    Alert missed = watched.only("credit-not-recorded");
    assertThat(missed.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(missed.subject().orElseThrow().id()).isEqualTo(Paths.id("registry"));
    assertThat(missed.values().get("settled").longValue()).isPositive();

    chain.decide("Unfreeze credit", GovernanceActions.unfreezeGovernedContract("Credit"));
    watched.examine();
    assertThat(watched.rules()).as("what was missed stays missed").contains("credit-not-recorded");
    settle("credited");
    watched.examine();
    assertThat(watched.rules()).doesNotContain("credit-not-recorded");
  }

  @Test
  void shouldTellOfABusyAccount_whileItsActionsAreOfTheLastHour() {
    chain.pass(Duration.ofHours(2));
    toggle(20);
    watched.examine();
    assertThat(watched.rules()).as("as many as are bearable").doesNotContain("actions-many");

    toggle(1);
    watched.examine();
    Alert busy = watched.only("actions-many");
    assertThat(busy.subject().orElseThrow().id())
        .isEqualToIgnoringCase(GovernedChain.key("registry/operator").address());
    assertThat(busy.values().get("actions").longValue()).isEqualTo(21);

    chain.pass(Duration.ofHours(2));
    watched.examine();
    assertThat(watched.rules()).doesNotContain("actions-many");
  }

  @Test
  void shouldTellOfAnUpgrade_forAWeek() {
    String first = "0x" + "0".repeat(36) + "200b";
    assertThat(GovernanceAddresses.ALLIANCES).endsWith("100b");
    chain.decide(
        "Upgrade alliances", GovernanceActions.upgradeGovernedContract("Alliances", first, "0x"));
    watched.examine();
    Alert upgraded = watched.only("contract-upgraded");
    assertThat(upgraded.subject().orElseThrow().id()).isEqualTo(Keccak.ofText("Alliances"));
    assertThat(upgraded.values().get("implementation").textValue()).isEqualToIgnoringCase(first);

    chain.pass(Duration.ofDays(6));
    watched.examine();
    assertThat(watched.rules()).contains("contract-upgraded");
    chain.pass(Duration.ofDays(2));
    watched.examine();
    assertThat(watched.rules()).doesNotContain("contract-upgraded");
  }

  @Test
  void shouldTellOfTheLag_whileTheIndexIsBehind() {
    watched.examine();
    assertThat(watched.rules()).isEmpty();

    watched.examine(behind());
    assertThat(watched.only("indexing-lag").values().get("blocks").longValue())
        .isGreaterThan(FEW_ACTIONS.indexingLagBlocks());

    watched.examine();
    assertThat(watched.rules()).doesNotContain("indexing-lag");
  }

  @Test
  void shouldNotTellOfALag_whileTheIndexCatchesUpForTheFirstTime() {
    indexed.caughtUp();
    watched.examine(behind());
    assertThat(watched.rules()).doesNotContain("indexing-lag");

    watched.examine();
    watched.examine(behind());
    assertThat(watched.rules()).as("it has caught up once").contains("indexing-lag");
  }

  /** Where the index would stand had the chain gone on without it. */
  private IndexStatus behind() {
    IndexStatus now = indexed.indexer().status();
    return new IndexStatus(
        now.indexed(),
        OptionalLong.of(now.indexed().number() + FEW_ACTIONS.indexingLagBlocks() + 1),
        now.headTime(),
        now.headHash(),
        now.headSince(),
        now.lastContact(),
        now.problem());
  }

  /** One failure restricts. */
  private CreditRules strict() {
    CreditRules now = chain.chain().credits().rules();
    return new CreditRules(
        100, 99, 110, now.settled(), 50, 50, 50, 50, now.mostGain(), 500, now.windowSeconds());
  }

  private void failOf(String target) {
    String id = chain.open("fails", 5_000);
    chain.report("registry", new Report(id, 0, Entry.SUCCEEDED, GovernedChain.DIGEST));
    chain.report(target, new Report(id, 0, Entry.ACCEPTED, GovernedChain.DIGEST));
    chain.report(target, new Report(id, 1, Entry.FAILED, GovernedChain.DIGEST));
    chain.report("registry", new Report(id, 0, Entry.COMPENSATED, GovernedChain.DIGEST));
  }

  private void settle(String name) {
    String id = chain.open(name, 5_000);
    chain.report("registry", new Report(id, 0, Entry.SUCCEEDED, GovernedChain.DIGEST));
    chain.report(
        "notary",
        new Report(id, 0, Entry.ACCEPTED, GovernedChain.DIGEST),
        new Report(id, 1, Entry.SUCCEEDED, GovernedChain.DIGEST));
    chain.report("registry", new Report(id, 1, Entry.ACCEPTED, GovernedChain.DIGEST));
  }

  /** So many governed actions of one account. */
  private void toggle(int times) {
    for (int i = 0; i < times; i++) {
      boolean active = chain.chain().service("registry/subchain-proxy").orElseThrow().active();
      chain.act(
          "registry/operator",
          active
              ? GovernanceCalls.suspendService("registry/subchain-proxy")
              : GovernanceCalls.resumeService("registry/subchain-proxy"));
    }
  }
}
