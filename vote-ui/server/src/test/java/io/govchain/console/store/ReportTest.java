package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.fixture.FollowingAChain;
import io.govchain.console.fixture.GovernedChain;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
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
              Meta.put(handle, Meta.VALIDATORS, VALIDATOR);
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

  private Reports.Report report(long from, long to) {
    return indexed.caughtUp().reports().report(from, to);
  }
}
