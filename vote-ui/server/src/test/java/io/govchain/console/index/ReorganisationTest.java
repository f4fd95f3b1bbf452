package io.govchain.console.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.fixture.FollowingAChain;
import io.govchain.console.fixture.GovernedChain;
import io.govchain.console.fixture.Indexed;
import io.govchain.console.store.ChangeFeed;
import io.govchain.console.store.Kind;
import io.govchain.governance.CreditRules;
import io.govchain.governance.Entry;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Paths;
import io.govchain.governance.Report;
import io.govchain.governance.Subchain;
import io.govchain.governance.TransactionRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Blocks that the chain replaced leave nothing behind. */
class ReorganisationTest extends FollowingAChain {
  @Test
  void shouldTakeEverythingBack_whenBlocksWithEventsAreReplaced() throws InterruptedException {
    String settled = chain.open("before", 5_000);
    chain.report("registry", new Report(settled, 0, Entry.SUCCEEDED, GovernedChain.DIGEST));
    indexed.caughtUp();
    long feed = indexed.store().changes().latest();
    long next = chain.client().latestHeader().number() + 1;

    chain.report("notary", new Report(settled, 0, Entry.ACCEPTED, GovernedChain.DIGEST));
    chain.report("notary", new Report(settled, 1, Entry.FAILED, GovernedChain.DIGEST));
    String vanished = chain.open("vanishes", 5_000);
    chain.act(
        "notary/operator",
        GovernanceCalls.setSubchainStatus("notary/chain", Subchain.Status.SUSPENDED));
    chain.act(
        "court/operator",
        GovernanceCalls.registerService(
            "short-lived",
            io.govchain.governance.Service.Kind.SUBCHAIN_PROXY,
            GovernedChain.key("court/crosschain").address(),
            "https://127.0.0.1:1",
            GovernedChain.DIGEST));
    indexed.caughtUp();
    assertThat(status(settled)).isEqualTo(TransactionRecord.Status.COMPENSATING);
    assertThat(record(Kind.SUBCHAINS, "notary/chain").get("status").textValue())
        .isEqualTo("SUSPENDED");
    assertThat(indexed.store().registers().find(Kind.SERVICES, "court/short-lived")).isPresent();

    chain.reorganise((int) (chain.client().latestHeader().number() - next + 1));
    chain.mine();

    Map<String, List<String>> rows = withoutNumbers(indexed);
    assertThat(status(settled)).isEqualTo(TransactionRecord.Status.OPEN);
    assertThat(indexed.store().ledger().transaction(vanished)).isEmpty();
    assertThat(record(Kind.SUBCHAINS, "notary/chain").get("status").textValue())
        .isEqualTo("ACTIVE");
    assertThat(indexed.store().registers().find(Kind.SERVICES, "court/short-lived")).isEmpty();
    assertThat(
            indexed.store().changes().next(feed, 1_000, Duration.ZERO).stream()
                .filter(ChangeFeed.Reorganised.class::isInstance))
        .hasSize(1);
    try (Indexed fresh = Indexed.follow(chain.chain(), folder.resolve("fresh.db"))) {
      Indexed.assertSame(
          "beside a store that never saw the replaced blocks", rows, withoutNumbers(fresh));
    }
  }

  @Test
  void shouldReadAgainWhatNoEventNamed_whenThatEventIsReplaced() {
    chain.act(
        "registry/operator",
        GovernanceCalls.offerSubchain("registry/chain", Optional.of("notary")));
    indexed.caughtUp();
    long next = chain.client().latestHeader().number() + 1;

    chain.act(
        "notary/operator",
        GovernanceCalls.acceptSubchain("registry/chain", "notary/subchain-proxy"));
    chain.act(
        "notary/operator",
        GovernanceCalls.setApplicationStatus("registry/app", Subchain.Status.SUSPENDED));
    chain.act("notary/operator", GovernanceCalls.retireService("notary/crosschain-proxy"));
    chain.decide(
        "Begin with more",
        GovernanceActions.setCreditRules(
            new CreditRules(650, 300, 1_000, 1, 1, 5, 10, 25, 10, 50, 86_400)));
    indexed.caughtUp();
    assertThat(ownerOf("ApplicationStatusChanged")).isEqualTo(Paths.id("notary"));
    assertThat(record(Kind.SERVICES, "notary/subchain-proxy").path("pairedWith").textValue())
        .isNull();
    assertThat(Indexed.rows(indexed.store()).get("credit").getFirst()).contains("score=650");

    chain.reorganise((int) (chain.client().latestHeader().number() - next + 1));
    chain.mine();
    chain.act(
        "registry/operator",
        GovernanceCalls.setApplicationStatus("registry/app", Subchain.Status.SUSPENDED));

    Map<String, List<String>> rows = withoutNumbers(indexed);
    assertThat(ownerOf("ApplicationStatusChanged")).isEqualTo(Paths.id("registry"));
    try (Indexed fresh = Indexed.follow(chain.chain(), folder.resolve("fresh.db"))) {
      Map<String, List<String>> expected = withoutNumbers(fresh);
      for (String table : List.of("records", "credit", "things")) {
        assertThat(rows.get(table)).as(table).isEqualTo(expected.get(table));
      }
    }
  }

  /** The institution that the newest event of the type belongs to. */
  private String ownerOf(String type) {
    return indexed
        .caughtUp()
        .database()
        .read(
            handle ->
                handle
                    .select(
                        "SELECT s.id FROM events e JOIN subjects s ON s.event = e.number"
                            + " AND s.owner = 1 WHERE e.type = ? ORDER BY e.number DESC LIMIT 1",
                        type)
                    .mapTo(String.class)
                    .one());
  }

  @Test
  void shouldTakeBlocksBack_whenTheyWereReplacedWhileItWasDown() {
    String opened = chain.open("while-down", 5_000);
    chain.report("registry", new Report(opened, 0, Entry.SUCCEEDED, GovernedChain.DIGEST));
    indexed.caughtUp();
    indexed.close();

    chain.reorganise(1);
    indexed = Indexed.follow(chain.chain(), database());

    assertThat(
            indexed
                .caughtUp()
                .ledger()
                .transaction(opened)
                .orElseThrow()
                .steps()
                .getFirst()
                .outcome())
        .isEqualTo(io.govchain.governance.StepRecord.Outcome.PENDING);
  }

  @Test
  void shouldNeverUseANumberTwice_whenEventsAreTakenBack() {
    chain.open("first", 5_000);
    long last = newestEvent();
    chain.reorganise(1);
    indexed.caughtUp();
    assertThat(newestEvent()).isLessThan(last);
    chain.open("second", 5_000);

    assertThat(newestEvent()).isGreaterThan(last);
  }

  /** Numbers of events go on after what was taken back, instead of being used again. */
  private static Map<String, List<String>> withoutNumbers(Indexed indexed) {
    Map<String, List<String>> rows = Indexed.rows(indexed.caughtUp());
    rows.computeIfPresent(
        "blocks",
        (table, blocks) ->
            blocks.stream().map(row -> row.replaceAll("first_event=\\d+", "")).toList());
    // Institutions keep their short numbers.
    rows.remove("words");
    return rows;
  }

  private long newestEvent() {
    return indexed
        .caughtUp()
        .events()
        .page(
            io.govchain.console.store.EventLog.Filter.ALL,
            io.govchain.console.store.PageRequest.first(1))
        .items()
        .getFirst()
        .number();
  }

  private TransactionRecord.Status status(String id) {
    return indexed.store().ledger().transaction(id).orElseThrow().line().status();
  }

  private ObjectNode record(Kind kind, String id) {
    return indexed.store().registers().find(kind, id).orElseThrow();
  }
}
