package io.govchain.console.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.console.fixture.GovernedChain;
import io.govchain.console.fixture.Indexed;
import io.govchain.console.fixture.OnAGovernedChain;
import io.govchain.console.store.ConsoleJson;
import io.govchain.governance.Entry;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Proposal;
import io.govchain.governance.Report;
import io.govchain.governance.WorkOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node alone tells is what a console tells that has followed the chain. */
class NodeReportTest extends OnAGovernedChain {
  private static final long FAR = 4_000_000_000L;

  /** Of the chain alone; findings are numbered by whoever keeps them. */
  private static final List<String> SECTIONS =
      List.of(
          "institutions",
          "rules",
          "workOrders",
          "votes",
          "transactions",
          "escalations",
          "credit",
          "validators",
          "sealed");

  @BeforeEach
  void start() {
    String id =
        chain.propose(
            new Proposal(
                List.of(GovernanceActions.freezePipeline(GovernedChain.PIPELINE)), "freeze it"));
    chain.act("notary/governor", GovernanceCalls.vote(id, WorkOrder.Vote.AGAINST, "why"));
    chain.decide("Suspend", GovernanceActions.suspendInstitution("court"));
  }

  @Test
  void shouldTellWhatAConsoleTells_whenItReadsTheSameChain() throws Exception {
    JsonNode alone = report(0, FAR);

    assertThat(alone.path("chainId").asLong()).isEqualTo(GovernedChain.CHAIN_ID);
    assertThat(alone.path("votes")).isNotEmpty();
    assertThat(alone.path("institutions")).isNotEmpty();
    try (Indexed console = Indexed.follow(chain.chain(), folder.resolve("console.db"))) {
      JsonNode told =
          ConsoleJson.mapper()
              .valueToTree(console.caughtUp().reports().report(0, alone.path("to").asLong()));
      assertThat(alone.path("indexed")).hasToString(told.path("indexed").toString());
      for (String section : SECTIONS) {
        assertThat(alone.at("/digests/" + section))
            .as("%s: %s and %s", section, alone.path(section), told.path(section))
            .isEqualTo(told.at("/digests/" + section));
      }
    }
  }

  @Test
  void shouldEndWithTheNewestBlock_whenThePeriodEndsLater() throws Exception {
    long newest = chain.chain().client().latestHeader().timestamp();

    assertThat(report(0, FAR).path("to").asLong()).isEqualTo(newest);
    assertThat(report(0, 1).path("votes")).isEmpty();
  }

  @Test
  void shouldRepeatWhatIsOfThePeriodAlone_whenThingsChangeAfterIt() throws Exception {
    String id = chain.open("late", 5_000);
    long end = chain.chain().blockTime();
    JsonNode then = report(0, end);
    chain.report("registry", Report.whole(id, Entry.ABORTED, GovernedChain.DIGEST));
    chain.report("registry", new Report(id, 0, Entry.NOT_EXECUTED, GovernedChain.DIGEST));
    chain.report("notary", new Report(id, 1, Entry.NOT_EXECUTED, GovernedChain.DIGEST));
    JsonNode later = report(0, end);

    List<String> present = new ArrayList<>();
    later.at("/asOf/sections").forEach(section -> present.add(section.textValue()));
    for (String section : SECTIONS) {
      if (!present.contains(section)) {
        assertThat(later.at("/digests/" + section))
            .as(section)
            .isEqualTo(then.at("/digests/" + section));
      }
    }
    assertThat(later.at("/digests/transactions")).isNotEqualTo(then.at("/digests/transactions"));
    assertThat(present).contains("transactions");
    assertThat(then.at("/asOf/block")).isEqualTo(then.at("/indexed/number"));
    assertThat(later.at("/asOf/block").asLong()).isEqualTo(then.at("/asOf/block").asLong() + 3);
  }

  private JsonNode report(long from, long to) throws Exception {
    Path scratch = Files.createTempDirectory(folder, "scratch");
    return ConsoleJson.mapper().readTree(NodeReport.of(chain.chain(), from, to, scratch));
  }
}
