package io.govchain.console.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.fixture.FollowingAChain;
import io.govchain.console.fixture.GovernedChain;
import io.govchain.console.index.IndexStatus;
import io.govchain.console.store.Alerts;
import io.govchain.console.store.Alerts.Alert;
import io.govchain.console.store.Orders;
import io.govchain.console.store.PageRequest;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.encoding.Keccak;
import io.govchain.governance.Entry;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Paths;
import io.govchain.governance.Proposal;
import io.govchain.governance.ProposedCall;
import io.govchain.governance.Report;
import io.govchain.governance.WorkOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Alerts open and close by what really happens on a chain. */
class MonitorTest extends FollowingAChain {
  private static final Thresholds STRICT = new Thresholds(30, 5, 10, 2, 60, 20);

  private Instant now = Instant.now();

  @Test
  void shouldFindNothing_whenNothingIsWrong() {
    settle("all-well");
    examine();

    assertThat(open()).isEmpty();
  }

  @Test
  void shouldOpenAndClose_whenATransactionIsLateAndThenEnds() {
    String late = chain.open("late", 100);
    examine();
    assertThat(rules()).doesNotContain("deadline-passed");

    chain.pass(Duration.ofSeconds(200));
    examine();
    Alert alert = only("deadline-passed");
    assertThat(alert.subject().orElseThrow().id()).isEqualTo(late);
    assertThat(alert.values().get("status").textValue()).isEqualTo("OPEN");
    examine();
    assertThat(open()).as("the same fact is not found twice").containsExactly(alert);

    chain.report("registry", Report.whole(late, Entry.ABORTED, GovernedChain.DIGEST));
    chain.report("registry", new Report(late, 0, Entry.NOT_EXECUTED, GovernedChain.DIGEST));
    chain.report("notary", new Report(late, 1, Entry.NOT_EXECUTED, GovernedChain.DIGEST));
    examine();
    assertThat(indexed.store().ledger().transaction(late).orElseThrow().line().status().ended())
        .isTrue();
    assertThat(rules()).doesNotContain("deadline-passed");
    assertThat(indexed.store().alerts().alert(alert.id()).orElseThrow().closedAt()).isPresent();
  }

  @Test
  void shouldFindWhatWasOverBefore_whenNobodyLookedMeanwhile() {
    examine();
    String late = chain.open("late", 100);
    settle("all-well");
    chain.pass(Duration.ofSeconds(200));
    long found = chain.chain().blockTime();
    chain.report("registry", new Report(late, 0, Entry.SUCCEEDED, GovernedChain.DIGEST));
    chain.report("notary", new Report(late, 0, Entry.ACCEPTED, GovernedChain.DIGEST));
    chain.report("notary", new Report(late, 1, Entry.FAILED, GovernedChain.DIGEST));
    chain.report("registry", new Report(late, 0, Entry.COMPENSATION_FAILED, GovernedChain.DIGEST));
    long escalated = chain.chain().blockTime();
    chain.decide("Resolve it", GovernanceActions.resolveTransaction(late, "settled by hand"));

    examine();
    examine();

    assertThat(rules()).doesNotContain("deadline-passed", "transaction-escalated");
    Alert passed = only("deadline-passed", Optional.empty());
    assertThat(passed.subject().orElseThrow().id()).isEqualTo(late);
    assertThat(passed.openedAt()).isBetween(found, escalated - 1);
    assertThat(passed.closedAt()).hasValue(escalated);
    Alert people = only("transaction-escalated", Optional.empty());
    assertThat(people.openedAt()).isEqualTo(escalated);
    assertThat(people.closedAt().orElseThrow()).isGreaterThan(escalated);
  }

  @Test
  void shouldTellWhatIsSoNow_whileAConditionHolds() {
    String late = chain.open("late", 100);
    chain.report("registry", new Report(late, 0, Entry.SUCCEEDED, GovernedChain.DIGEST));
    chain.pass(Duration.ofSeconds(200));
    examine();
    Alert before = only("deadline-passed");
    assertThat(before.values().get("status").textValue()).isEqualTo("OPEN");
    long told = indexed.store().changes().latest();

    chain.report("notary", new Report(late, 0, Entry.ACCEPTED, GovernedChain.DIGEST));
    chain.report("notary", new Report(late, 1, Entry.FAILED, GovernedChain.DIGEST));
    examine();
    Alert now = only("deadline-passed");
    assertThat(now.id()).isEqualTo(before.id());
    assertThat(now.openedAt()).isEqualTo(before.openedAt());
    assertThat(now.values().get("status").textValue()).isEqualTo("COMPENSATING");
    assertThat(indexed.store().changes().latest()).as("watchers hear of it").isGreaterThan(told);
    long quiet = indexed.store().changes().latest();
    examine();
    assertThat(indexed.store().changes().latest()).as("nothing is new").isEqualTo(quiet);
  }

  @Test
  void shouldTellHowLongTheChainHasStood_whileItStands() {
    indexed.caughtUp();
    Instant stopped = indexed.indexer().status().headSince();
    // Of the past, so that three hours of it are over when the alert is read.
    IndexStatus status = indexed.indexer().status();
    IndexStatus still =
        new IndexStatus(
            status.indexed(),
            status.head(),
            status.headTime(),
            status.headHash(),
            stopped.minus(Duration.ofHours(3)),
            status.lastContact(),
            Optional.empty());
    now = stopped.minus(Duration.ofHours(3)).plusSeconds(31);
    examine(still);
    Alert open = only("chain-stalled");
    assertThat(open.values().get("seconds").longValue()).isBetween(10_800L, 10_900L);

    now = stopped;
    examine(still);
    assertThat(only("chain-stalled").values().get("seconds").longValue())
        .as("added once")
        .isBetween(10_800L, 10_900L);

    chain.mine();
    now = now.plusSeconds(1);
    examine();
    assertThat(
            indexed
                .store()
                .alerts()
                .alert(open.id())
                .orElseThrow()
                .values()
                .get("seconds")
                .longValue())
        .as("a finding tells of the whole standstill")
        .isEqualTo(10_801);
  }

  @Test
  void shouldTellOfADispute_untilTheTransactionHasEnded() {
    String id = chain.open("disputed", 5_000);
    chain.report("registry", new Report(id, 0, Entry.SUCCEEDED, GovernedChain.DIGEST));
    chain.report("notary", new Report(id, 0, Entry.DISPUTED, GovernedChain.DIGEST));
    examine();
    Alert dispute = only("verdict-disputed");
    assertThat(dispute.subject().orElseThrow().id()).isEqualTo(id);
    assertThat(dispute.values().get("institution").textValue()).isEqualTo(Paths.id("notary"));

    chain.report("notary", new Report(id, 1, Entry.NOT_EXECUTED, GovernedChain.DIGEST));
    chain.report("registry", new Report(id, 0, Entry.COMPENSATED, GovernedChain.DIGEST));
    examine();
    assertThat(indexed.store().ledger().transaction(id).orElseThrow().line().status().ended())
        .isTrue();
    assertThat(rules()).doesNotContain("verdict-disputed");
  }

  @Test
  void shouldTellOfRejections_whenThereAreMoreThanBearable() {
    String unknown = Keccak.ofText("never opened");
    for (int i = 0; i < 3; i++) {
      chain.report("notary", new Report(unknown, i, Entry.SUCCEEDED, GovernedChain.DIGEST));
    }
    examine();
    assertThat(only("rejections-many").subject().orElseThrow().id()).isEqualTo(Paths.id("notary"));

    chain.pass(Duration.ofHours(2));
    examine();
    assertThat(rules()).doesNotContain("rejections-many");
  }

  @Test
  void shouldTellOfChangesThatMatter_whenTheyAreMade() {
    String selector = Keccak.ofText("freeze(bytes32)").substring(0, 10);
    chain.decide("Tighten", policy(selector, WorkOrder.Policy.TWO_THIRDS));
    examine();
    assertThat(open()).isEmpty();
    chain.decide("Loosen", policy(selector, WorkOrder.Policy.MAJORITY));
    chain.act(
        "registry/operator",
        GovernanceCalls.rotateCertificate(
            "registry/crosschain-proxy", "0x" + "77".repeat(32), chain.chain().blockTime() + 600));
    examine();
    Alert loosened = only("policy-loosened");
    assertThat(loosened.values().get("before").textValue()).isEqualTo("TWO_THIRDS");
    assertThat(loosened.values().get("policy").textValue()).isEqualTo("MAJORITY");
    assertThat(only("certificate-changed").subject().orElseThrow().id())
        .isEqualTo(Paths.id("registry/crosschain-proxy"));

    chain.decide("Tighten again", policy(selector, WorkOrder.Policy.TWO_THIRDS));
    chain.pass(Duration.ofMinutes(20));
    chain.mine(25);
    examine();
    assertThat(open()).isEmpty();
  }

  @Test
  void shouldTellOfACertificateWithoutOverlap_whenAProxyIsRegisteredAnew() {
    String proxy = "registry/crosschain-proxy";
    String account = GovernedChain.key("registry/crosschain").address();
    String rotated = "0x" + "77".repeat(32);
    String taken = "0x" + "78".repeat(32);
    long until = chain.chain().blockTime() + 100_000;
    chain.act("registry/operator", GovernanceCalls.rotateCertificate(proxy, rotated, until));
    examine();
    Alert overlapping = only("certificate-changed");
    assertThat(overlapping.severity()).isEqualTo(Alerts.Severity.INFORMATION);

    chain.act(
        "registry/operator",
        GovernanceCalls.updateService(proxy, account, "https://203.0.113.9:8443", taken));
    examine();
    Alert replaced = only("service-replaced");
    assertThat(replaced.severity()).isEqualTo(Alerts.Severity.WARNING);
    assertThat(replaced.subject().orElseThrow().id()).isEqualTo(Paths.id(proxy));
    assertThat(replaced.values().get("tlsFingerprint").textValue()).isEqualTo(taken);
    assertThat(replaced.values().get("tlsFingerprintBefore").textValue()).isEqualTo(rotated);
    assertThat(replaced.values().get("endpoint").textValue()).isEqualTo("https://203.0.113.9:8443");
    assertThat(replaced.values().get("endpointBefore").textValue())
        .isEqualTo("https://127.0.0.1:1");
    assertThat(indexed.store().alerts().alert(overlapping.id()).orElseThrow().closedAt())
        .as("the update has ended the overlap that it tells of")
        .isPresent();

    chain.act(
        "registry/operator",
        GovernanceCalls.updateService(proxy, account, "https://203.0.113.9:8443", taken));
    examine();
    assertThat(only("service-replaced")).as("nothing is other than before").isEqualTo(replaced);

    chain.pass(Duration.ofDays(8));
    chain.mine(25);
    examine();
    assertThat(rules()).doesNotContain("service-replaced");
  }

  @Test
  void shouldTellOfTheOverlapThatAnUpdateEnds_whenItChangesNothingElse() {
    String proxy = "registry/crosschain-proxy";
    String taken = "0x" + "78".repeat(32);
    long until = chain.chain().blockTime() + 100_000;
    String before = chain.chain().service(proxy).orElseThrow().tlsFingerprint();
    chain.act("registry/operator", GovernanceCalls.rotateCertificate(proxy, taken, until));
    update(proxy, "https://127.0.0.1:1", taken);
    examine();

    Alert replaced = only("service-replaced");
    assertThat(replaced.values().get("tlsFingerprintBefore").textValue()).isEqualTo(before);
    assertThat(replaced.values().get("tlsFingerprint").textValue()).isEqualTo(taken);
  }

  @Test
  void shouldTellOfARotationLikeOfAnUpdate_whenItHasNoOverlap() {
    String proxy = "registry/crosschain-proxy";
    long soon = chain.chain().blockTime() + 30;
    chain.act(
        "registry/operator",
        GovernanceCalls.rotateCertificate(proxy, "0x" + "77".repeat(32), soon));
    examine();

    assertThat(rules()).contains("service-replaced");
  }

  @Test
  void shouldKeepOneAlertOpen_whenAProxyIsReplacedAgainAndAgain() {
    String proxy = "registry/crosschain-proxy";
    for (int port = 2; port < 7; port++) {
      update(proxy, "https://127.0.0.1:" + port, "0x" + "78".repeat(32));
    }
    examine();
    examine();

    assertThat(only("service-replaced").values().get("endpoint").textValue())
        .isEqualTo("https://127.0.0.1:6");
  }

  private void update(String proxy, String endpoint, String fingerprint) {
    String account = GovernedChain.key("registry/crosschain").address();
    chain.act(
        "registry/operator", GovernanceCalls.updateService(proxy, account, endpoint, fingerprint));
  }

  @Test
  void shouldWaitForWhatAProxyIsNow_whenItsUpdateIsIndexedAndNotRead() {
    String proxy = "registry/crosschain-proxy";
    chain.act(
        "registry/operator",
        GovernanceCalls.updateService(
            proxy,
            GovernedChain.key("registry/crosschain").address(),
            "https://127.0.0.1:2",
            "0x" + "78".repeat(32)));
    indexed.caughtUp();
    IndexStatus status = indexed.indexer().status();
    indexed.indexer().close();
    stale("INSERT INTO stale (kind, id) VALUES ('services', ?)", Paths.id(proxy));
    examine(status);
    assertThat(rules()).doesNotContain("service-replaced");

    stale("DELETE FROM stale WHERE kind = 'services' AND id = ?", Paths.id(proxy));
    examine(status);
    assertThat(rules()).contains("service-replaced");
  }

  private void stale(String sql, String id) {
    indexed.store().database().writeAndWait(handle -> handle.execute(sql, id));
  }

  @Test
  void shouldWarn_whenTheChainStandsStillAndWhenItGoesOn() {
    indexed.caughtUp();
    now = now.plusSeconds(60);
    examine();
    Alert stalled = only("chain-stalled");
    assertThat(stalled.values().get("seconds").longValue()).isGreaterThan(30);
    assertThat(stalled.severity()).isEqualTo(Alerts.Severity.CRITICAL);

    chain.mine();
    now = Instant.now();
    examine();
    assertThat(rules()).doesNotContain("chain-stalled");
  }

  @Test
  void shouldTellOfTheNodeAndNotOfTheChain_whenTheNodeDoesNotAnswer() {
    examine();
    IndexStatus silent = silentSince(now);
    now = now.plusSeconds(120);
    examine(silent);
    assertThat(rules()).containsExactly("node-unreachable");
    Alert alert = only("node-unreachable");
    assertThat(alert.severity()).isEqualTo(Alerts.Severity.CRITICAL);
    assertThat(alert.values().get("seconds").longValue()).isEqualTo(120);

    chain.mine();
    now = Instant.now();
    examine();
    assertThat(rules()).isEmpty();
  }

  @Test
  void shouldLeaveAStandstillOpen_whenTheNodeFallsSilentAfterwards() {
    indexed.caughtUp();
    now = now.plusSeconds(60);
    examine();
    Alert stalled = only("chain-stalled");
    IndexStatus silent = silentSince(now);
    now = now.plusSeconds(60);
    examine(silent);
    assertThat(only("chain-stalled")).isEqualTo(stalled);
    assertThat(rules()).containsExactlyInAnyOrder("chain-stalled", "node-unreachable");
  }

  @Test
  void shouldKeepAStandstillAcknowledged_whenTheConsoleIsStartedAnewMeanwhile() {
    indexed.caughtUp();
    now = now.plusSeconds(60);
    examine();
    long id = only("chain-stalled").id();
    var seen = new Alerts.Acknowledgement("0x01", Paths.id("registry"), 7, "on it");
    indexed.store().alerts().acknowledge(id, seen);

    IndexStatus started = indexed.indexer().status();
    for (OptionalLong head : List.of(OptionalLong.empty(), started.head())) {
      examine(
          new IndexStatus(
              started.indexed(),
              head,
              started.headTime(),
              started.headHash(),
              now,
              Optional.of(now),
              Optional.empty()));
      assertThat(indexed.store().alerts().alert(id).orElseThrow().state())
          .isEqualTo(Alerts.State.ACKNOWLEDGED);
    }

    chain.mine();
    now = Instant.now();
    examine();
    assertThat(indexed.store().alerts().alert(id).orElseThrow().state())
        .isEqualTo(Alerts.State.CLOSED);
    assertThat(rules()).isEmpty();
  }

  private IndexStatus silentSince(Instant lastContact) {
    IndexStatus status = indexed.indexer().status();
    return new IndexStatus(
        status.indexed(),
        status.head(),
        status.headTime(),
        status.headHash(),
        status.headSince(),
        Optional.of(lastContact),
        Optional.of("no answer from chain node"));
  }

  @Test
  void shouldWarn_whenBlocksTakeLong() {
    for (int i = 0; i < 25; i++) {
      chain.pass(Duration.ofSeconds(9));
    }
    examine();
    assertThat(only("block-time-long").values().get("meanMilliseconds").longValue())
        .isEqualTo(9_000);

    chain.mine(25);
    examine();
    assertThat(rules()).doesNotContain("block-time-long");
  }

  @Test
  void shouldTellOfVotesOnUnknownCalls_untilTheOrderIsDecided() {
    indexed.caughtUp();
    // The chain takes it for what it would be without what is appended, and carries it out.
    ProposedCall plain = GovernanceActions.freezePipeline(GovernedChain.PIPELINE);
    ProposedCall more = new ProposedCall(plain.to(), plain.data() + "00".repeat(32));
    String id = chain.propose(new Proposal(List.of(more), "harmless"));
    chain.act("notary/governor", GovernanceCalls.vote(id, WorkOrder.Vote.AGAINST, "what is it"));
    indexed.caughtUp();
    examine();
    assertThat(only("unknown-call-voted").subject().orElseThrow().id()).isEqualTo(id);
    Orders.Detail order = indexed.store().orders().order(id).orElseThrow();
    assertThat(order.line().actions())
        .containsExactly(new Orders.Action("Pipelines", plain.selector()));
    assertThat(order.changes().get(0).text().en()).startsWith("UNKNOWN CALL of " + plain.to());

    chain.act("court/governor", GovernanceCalls.vote(id, WorkOrder.Vote.AGAINST, "no"));
    examine();
    assertThat(rules()).doesNotContain("unknown-call-voted");
  }

  @Test
  void shouldKeepWhoSawIt_whenAnAlertIsAcknowledged() {
    now = now.plusSeconds(60);
    examine();
    Alert stalled = only("chain-stalled");
    assertThat(indexed.store().chain().overview().alerts().open()).isEqualTo(1);
    var seen = new Alerts.Acknowledgement("0x01", Paths.id("registry"), 7, "on it");
    assertThat(indexed.store().alerts().acknowledge(stalled.id(), seen).orElseThrow().state())
        .isEqualTo(Alerts.State.ACKNOWLEDGED);
    assertThat(indexed.store().chain().overview().alerts().open())
        .as("alerts that nobody has acknowledged")
        .isZero();
    indexed
        .store()
        .alerts()
        .acknowledge(
            stalled.id(), new Alerts.Acknowledgement("0x02", Paths.id("court"), 8, "me too"));

    assertThat(indexed.store().alerts().alert(stalled.id()).orElseThrow().acknowledged())
        .as("who was first")
        .contains(seen);
  }

  private static ProposedCall policy(String selector, WorkOrder.Policy policy) {
    return GovernanceActions.setPolicy(GovernanceAddresses.PIPELINES, selector, policy);
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

  private void examine() {
    indexed.caughtUp();
    examine(indexed.indexer().status());
  }

  private void examine(IndexStatus status) {
    Monitor.examine(indexed.store(), status, STRICT, InstantSource.fixed(now));
  }

  private List<Alert> open() {
    return alerts(Optional.of(Alerts.State.OPEN));
  }

  private List<Alert> alerts(Optional<Alerts.State> state) {
    return indexed
        .store()
        .alerts()
        .page(
            new Alerts.Filter(
                state,
                Optional.empty(),
                Optional.empty(),
                java.util.OptionalLong.empty(),
                java.util.OptionalLong.empty()),
            PageRequest.first(200))
        .items();
  }

  private Set<String> rules() {
    return open().stream().map(Alert::rule).collect(Collectors.toSet());
  }

  private Alert only(String rule) {
    return only(rule, Optional.of(Alerts.State.OPEN));
  }

  private Alert only(String rule, Optional<Alerts.State> state) {
    List<Alert> all = alerts(state);
    List<Alert> found = all.stream().filter(alert -> alert.rule().equals(rule)).toList();
    assertThat(found).as("alerts of %s among %s", rule, all).hasSize(1);
    return found.getFirst();
  }
}
