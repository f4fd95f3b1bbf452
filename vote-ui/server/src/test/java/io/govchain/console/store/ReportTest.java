package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.fixture.FollowingAChain;
import io.govchain.console.fixture.GovernedChain;
import io.govchain.console.fixture.Indexed;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Node;
import io.govchain.governance.Proposal;
import io.govchain.governance.WorkOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A report tells all of its period, and tells nothing that nobody knows. */
class ReportTest extends FollowingAChain {
  private static final String VALIDATOR = "0x" + "6a".repeat(20);

  private static final long FAR = 4_000_000_000L;

  @Test
  void shouldListAWorkOrder_whenItIsStillBeingVotedOn() {
    long before = indexed.caughtUp().position().time();
    String id =
        chain.propose(
            new Proposal(
                List.of(GovernanceActions.freezePipeline(GovernedChain.PIPELINE)), "still open"));
    chain.act("notary/governor", GovernanceCalls.vote(id, WorkOrder.Vote.AGAINST, "why"));

    Reports.Report report = report(before + 1, FAR);
    assertThat(report.votes()).isNotEmpty();
    assertThat(report.workOrders())
        .singleElement()
        .satisfies(
            order -> {
              assertThat(order.id()).isEqualTo(id);
              assertThat(order.state()).isEqualTo(WorkOrder.State.ACTIVE);
            });
    assertThat(report(0, before).workOrders()).noneMatch(order -> order.id().equals(id));
  }

  @Test
  void shouldNotCountSeals_whenTheHeadersCarryNone() throws Exception {
    indexed.caughtUp();
    indexed
        .store()
        .database()
        .writeAndWait(
            handle -> {
              Meta.put(handle, Meta.FIRST_VALIDATORS, VALIDATOR);
              return null;
            });

    Reports.Report unsealed = report(0, FAR);
    assertThat(unsealed.sealed().carried()).isFalse();
    assertThat(ConsoleJson.mapper().writeValueAsString(unsealed.validators()))
        .contains("\"proposed\":null,\"signed\":null");

    indexed
        .store()
        .database()
        .writeAndWait(
            handle -> handle.execute("UPDATE blocks SET signers = ? WHERE number = 2", VALIDATOR));
    Reports.Report sealed = report(0, FAR);
    assertThat(sealed.sealed().carried()).isTrue();
    assertThat(sealed.validators())
        .singleElement()
        .satisfies(line -> assertThat(line.signed()).hasValue(1));
  }

  @Test
  void shouldCountTheBlocksOfThePeriodAlone_whenItBeganAfterTheFirstOfThem() {
    chain.mine(20);
    long last = indexed.caughtUp().position().number() - 3;

    Reports.SealedBlocks sealed = report(time(last - 9), time(last)).sealed();
    assertThat(sealed.first()).isEqualTo(last - 9);
    assertThat(sealed.last()).isEqualTo(last);
    assertThat(sealed.whole()).isTrue();
  }

  @Test
  void shouldSayThatItCountsTheNewestAlone_whenThePeriodHasMoreBlocksThanItCounts() {
    try (ConsoleStore store = Indexed.open(chain.chain(), folder.resolve("rows.db"))) {
      store
          .database()
          .writeAndWait(
              handle ->
                  handle.execute(
                      "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n"
                          + " WHERE i < 10050) INSERT INTO blocks SELECT i, 'hash', 1000 + i, 0, 0,"
                          + " NULL, '', 1, 1, 1 FROM n"));

      Reports.SealedBlocks part = store.reports().report(1_001, FAR).sealed();
      assertThat(part.first()).isEqualTo(51);
      assertThat(part.last()).isEqualTo(10_050);
      assertThat(part.whole()).isFalse();
      assertThat(store.reports().report(1_050, FAR).sealed().whole()).isFalse();
      assertThat(store.reports().report(1_051, FAR).sealed().whole()).isTrue();
    }
  }

  @Test
  void shouldCountNothing_whenThePeriodHasNoBlock() {
    indexed.caughtUp();

    Reports.Report report = report(FAR - 10, FAR);
    assertThat(report.sealed().last()).isLessThan(report.sealed().first());
    assertThat(report.validators()).isEmpty();
  }

  @Test
  void shouldNameTheValidatorsOfThePeriod_whenOneWasRemovedSince() {
    Node removed = chain.chain().nodes().getFirst();
    List<String> founders = chain.chain().validators();
    long before = indexed.caughtUp().position().number();
    chain.decide("remove a node", GovernanceActions.removeNode(removed.id()));
    long change = chain.client().latestHeader().number();
    chain.mine(5);
    indexed.caughtUp();

    assertThat(report(time(1), time(before)).validators())
        .extracting(Reports.Signing::address)
        .containsExactlyInAnyOrderElementsOf(founders);
    assertThat(report(time(change + 1), FAR).validators())
        .extracting(Reports.Signing::address)
        .hasSize(2)
        .doesNotContain(removed.validator());
    assertThat(report(time(change - 1), time(change + 3)).validators())
        .filteredOn(line -> line.address().equals(removed.validator()))
        .singleElement()
        .satisfies(line -> assertThat(line.window()).isEqualTo(2));
  }

  private long time(long block) {
    return indexed
        .store()
        .database()
        .read(
            handle ->
                new Query("SELECT time FROM blocks").where("number = ?", block).number(handle));
  }

  private Reports.Report report(long from, long to) {
    return indexed.caughtUp().reports().report(from, to);
  }
}
