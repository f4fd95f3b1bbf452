package io.govchain.console.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.fixture.GovernedChain;
import io.govchain.console.fixture.Indexed;
import io.govchain.console.store.ConsoleStore;
import io.govchain.console.store.EventLog;
import io.govchain.console.store.HistoryEvent;
import io.govchain.console.store.Kind;
import io.govchain.console.store.Ledger;
import io.govchain.console.store.Orders;
import io.govchain.console.store.OtherChainException;
import io.govchain.console.store.PageRequest;
import io.govchain.console.store.Registers;
import io.govchain.evm.Receipt;
import io.govchain.governance.Entry;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.GovernanceEvents;
import io.govchain.governance.Institution;
import io.govchain.governance.Paths;
import io.govchain.governance.Proposal;
import io.govchain.governance.ProposedCall;
import io.govchain.governance.Report;
import io.govchain.governance.StepRecord;
import io.govchain.governance.TransactionRecord;
import io.govchain.governance.WorkOrder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index on a real chain: what it stores, and that it stores the same however it got there. */
class ChainIndexerTest {
  private static final PageRequest FIRST = PageRequest.first(200);

  @TempDir static Path shared;
  @TempDir Path folder;
  private static GovernedChain chain;
  private static Indexed followed;

  @BeforeAll
  static void start() {
    chain = GovernedChain.start(shared);
    followed = Indexed.follow(chain.chain(), shared.resolve("followed.db"));
    chain.register();
  }

  @AfterAll
  static void stop() {
    followed.close();
    chain.close();
  }

  @Test
  void shouldHoldTheSameRows_whenItCatchesUpAndWhenItFollows() {
    settle("caught-up");
    chain.decide("Freeze", GovernanceActions.freezePipeline(GovernedChain.PIPELINE));
    chain.decide("Unfreeze", GovernanceActions.unfreezePipeline(GovernedChain.PIPELINE));
    var followedRows = Indexed.rows(followed.caughtUp());

    try (Indexed later = Indexed.follow(chain.chain(), folder.resolve("later.db"))) {
      Indexed.assertSame("caught up", Indexed.rows(later.caughtUp()), followedRows);
    }
    assertThat(followedRows.get("ledger_runs")).isNotEmpty();
    assertThat(followedRows.get("records")).isNotEmpty();
  }

  @Test
  void shouldGoOnWhereItStopped_whenItWasEndedAgainAndAgain() {
    settle("in-pieces");
    Path file = folder.resolve("pieces.db");
    IndexSettings oneByOne = new IndexSettings(Duration.ofMillis(1), 1);
    long last = -1;
    int openings = 0;
    long head = chain.client().latestHeader().number();
    while (last < head) {
      try (Indexed piece = Indexed.follow(chain.chain(), file, oneByOne)) {
        long before = last;
        piece.until("a further block", () -> piece.store().position().number() > before);
        last = piece.store().position().number();
      }
      openings++;
    }

    try (Indexed pieces = Indexed.follow(chain.chain(), file)) {
      Indexed.assertSame(
          "in pieces", Indexed.rows(pieces.caughtUp()), Indexed.rows(followed.caughtUp()));
    }
    assertThat(openings).isGreaterThan(1);
  }

  @Test
  void shouldTellALifeFromItsEvents_whenAMemberJoins() {
    Receipt applied =
        chain.act(
            "customs/governor",
            GovernanceCalls.applyForMembership(
                "customs",
                "The customs",
                Institution.Category.GOVERNANCE,
                GovernedChain.DIGEST,
                "{}"));
    String application =
        ((GovernanceEvent.MembershipApplied)
                GovernanceEvents.decode(applied.logs().getFirst()).getFirst())
            .application();
    assertThat(record(Kind.MEMBERSHIP_APPLICATIONS, application).get("status").textValue())
        .isEqualTo("PENDING");

    String order =
        chain.decide("Admit the customs", GovernanceActions.admitInstitution(application));
    assertThat(record(Kind.MEMBERSHIP_APPLICATIONS, application).get("status").textValue())
        .isEqualTo("ADMITTED");
    ObjectNode customs = record(Kind.INSTITUTIONS, "customs");
    assertThat(customs.get("status").textValue()).isEqualTo("ACTIVE");
    assertThat(customs.get("since").longValue()).isEqualTo(customs.get("admittedAt").longValue());

    chain.decide("Suspend", GovernanceActions.suspendInstitution("customs"));
    assertThat(record(Kind.INSTITUTIONS, "customs").get("status").textValue())
        .isEqualTo("SUSPENDED");
    chain.decide("Reinstate", GovernanceActions.reinstateInstitution("customs"));
    chain.decide("Expel", GovernanceActions.expelInstitution("customs"));

    Registers.Detail detail =
        followed.caughtUp().registers().record(Kind.INSTITUTIONS, "customs").orElseThrow();
    assertThat(detail.record().get("status").textValue()).isEqualTo("EXPELLED");
    assertThat(detail.record().get("standings")).hasSize(4);
    assertThat(detail.history())
        .extracting(HistoryEvent::type)
        .containsExactly(
            "InstitutionStatusChanged",
            "InstitutionStatusChanged",
            "InstitutionStatusChanged",
            "InstitutionAdmitted");
    Orders.Detail admission = followed.store().orders().order(order).orElseThrow();
    assertThat(admission.line().state()).isEqualTo(WorkOrder.State.EXECUTED);
    assertThat(admission.line().proposerInstitution()).contains(Paths.id("registry"));
    assertThat(admission.line().actions())
        .containsExactly(new Orders.Action("Institutions", "admit"));
    assertThat(admission.changes().getFirst().text().zh()).contains("customs");
    assertThat(admission.votes()).extracting(Orders.Ballot::code).contains("court", "notary");
    assertThat(admission.votes())
        .filteredOn(ballot -> ballot.vote().isPresent())
        .allSatisfy(ballot -> assertThat(ballot.reason()).contains("checked"));
  }

  @Test
  void shouldKeepTheValuesAndCallItUnknown_whenAnOrderMovesMoney() {
    ProposedCall plain = GovernanceActions.freezeService("registry/subchain-proxy");
    ProposedCall moving = new ProposedCall(plain.to(), plain.data(), BigInteger.ONE);
    String id = chain.propose(new Proposal(List.of(moving), "Freeze the proxy, with money"));
    followed.caughtUp();

    Orders.Detail detail = followed.store().orders().order(id).orElseThrow();
    assertThat(detail.proposal().values()).containsExactly("1");
    assertThat(detail.line().actions())
        .containsExactly(new Orders.Action("Services", moving.selector()));
    assertThat(detail.changes().getFirst().text().en())
        .startsWith("UNKNOWN CALL that moves 1 wei")
        .contains("registry/subchain-proxy");
  }

  @Test
  void shouldAwaitThoseWithASeat_whenTheyHaveNotVoted() {
    var proposal =
        new io.govchain.governance.Proposal(
            List.of(GovernanceActions.freezeService("registry/subchain-proxy")),
            "Freeze the proxy\n\nDiscussion: https://forum.example/7");
    String id = chain.propose(proposal);
    chain.act("notary/governor", GovernanceCalls.vote(id, WorkOrder.Vote.AGAINST, "no need"));
    followed.caughtUp();

    assertThat(awaiting("registry")).contains(id);
    assertThat(awaiting("notary")).doesNotContain(id);
    assertThat(awaiting("customs")).doesNotContain(id);
    Orders.Detail detail = followed.store().orders().order(id).orElseThrow();
    assertThat(detail.line().title()).isEqualTo("Freeze the proxy");
    assertThat(detail.discussion()).contains("https://forum.example/7");
    assertThat(detail.line().against()).isEqualTo(1);

    chain.pass(Duration.ofDays(8));
    followed.caughtUp();
    assertThat(followed.store().orders().order(id).orElseThrow().line().state())
        .as("nobody acted: time alone changed the state")
        .isEqualTo(WorkOrder.State.DEFEATED);
    assertThat(awaiting("registry")).doesNotContain(id);
  }

  @Test
  void shouldTellStepsAndTimes_whenATransactionIsDisputedAndUndone() {
    String id = chain.open("told", 5_000);
    chain.report("registry", new Report(id, 0, Entry.SUCCEEDED, GovernedChain.DIGEST));
    chain.report("notary", new Report(id, 0, Entry.ACCEPTED, GovernedChain.DIGEST));
    chain.report("notary", new Report(id, 1, Entry.FAILED, GovernedChain.DIGEST));
    chain.report("notary", new Report(id, 0, Entry.COMPENSATED, GovernedChain.DIGEST));
    chain.report("registry", new Report(id, 0, Entry.COMPENSATION_FAILED, GovernedChain.DIGEST));
    chain.report("registry", new Report(id, 0, Entry.COMPENSATED, GovernedChain.DIGEST));

    Ledger.Detail detail = followed.caughtUp().ledger().transaction(id).orElseThrow();
    TransactionRecord onChain = chain.chain().transaction(id).orElseThrow();
    assertThat(detail.line().status()).isEqualTo(onChain.status());
    assertThat(detail.line().openedAt()).isEqualTo(onChain.openedAt());
    assertThat(detail.line().deadline()).isEqualTo(onChain.deadline());
    assertThat(detail.line().initiatorCode()).isEqualTo("registry");
    assertThat(detail.line().rejections())
        .isEqualTo(
            (int)
                chain.chain().history(id).stream()
                    .filter(line -> line.event() instanceof GovernanceEvent.EntryRejected)
                    .count())
        .isPositive();
    assertThat(detail.line().retries()).isEqualTo(1);
    assertThat(detail.steps())
        .extracting(Ledger.Step::outcome, Ledger.Step::verdict, Ledger.Step::compensation)
        .isEqualTo(
            onChain.steps().stream()
                .map(
                    step ->
                        org.assertj.core.groups.Tuple.tuple(
                            step.outcome(), step.verdict(), step.compensation()))
                .toList());
    assertThat(detail.steps().get(0).responsible().code()).isEqualTo("registry");
    assertThat(detail.steps().get(1).verifier().code()).isEqualTo("registry");
    assertThat(detail.steps().get(0).outcome()).isEqualTo(StepRecord.Outcome.SUCCEEDED);
    assertThat(detail.timeline()).extracting(Ledger.Moment::type).contains("EntryRejected");
  }

  @Test
  void shouldNameWhoWroteIt_whenAnEventIsInTheLog() {
    settle("named");
    followed.caughtUp();
    EventLog.Filter requested =
        new EventLog.Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.of("PipelineRequested"),
            Optional.of("registry"),
            java.util.OptionalLong.empty(),
            java.util.OptionalLong.empty());

    HistoryEvent event = followed.store().events().page(requested, FIRST).items().getFirst();

    assertThat(event.by()).contains(GovernedChain.key("registry/operator").address());
    assertThat(event.subjects().getFirst().id()).isEqualTo(Paths.id(GovernedChain.PIPELINE));
    assertThat(event.data().get("source").textValue()).isEqualTo(Paths.id("registry"));
  }

  @Test
  void shouldRefuse_whenTheStoreIsOfAnotherChain() {
    Path file = folder.resolve("other.db");
    Indexed.open(chain.chain(), file).close();

    assertThatThrownBy(
            () ->
                ConsoleStore.open(
                    file,
                    GovernedChain.CHAIN_ID,
                    "0x" + "ab".repeat(32),
                    ConsoleStore.OtherChain.REFUSE,
                    new SimpleMeterRegistry()))
        .isInstanceOf(OtherChainException.class)
        .hasMessageContaining("other.db")
        .hasMessageContaining("abab");
    try (ConsoleStore rebuilt =
        ConsoleStore.open(
            file,
            GovernedChain.CHAIN_ID,
            "0x" + "ab".repeat(32),
            ConsoleStore.OtherChain.REBUILD,
            new SimpleMeterRegistry())) {
      assertThat(rebuilt.position().number()).isEqualTo(-1);
    }
  }

  private static void settle(String name) {
    String id = chain.open(name, 5_000);
    chain.report("registry", new Report(id, 0, Entry.SUCCEEDED, GovernedChain.DIGEST));
    chain.report(
        "notary",
        new Report(id, 0, Entry.ACCEPTED, GovernedChain.DIGEST),
        new Report(id, 1, Entry.SUCCEEDED, GovernedChain.DIGEST));
    chain.report("registry", new Report(id, 1, Entry.ACCEPTED, GovernedChain.DIGEST));
    assertThat(followed.caughtUp().ledger().transaction(id).orElseThrow().line().status())
        .isEqualTo(TransactionRecord.Status.SETTLED);
  }

  private static ObjectNode record(Kind kind, String id) {
    return followed.caughtUp().registers().find(kind, id).orElseThrow();
  }

  private static List<String> awaiting(String institution) {
    Orders.Filter all = Orders.Filter.ALL;
    return followed
        .store()
        .orders()
        .page(
            new Orders.Filter(
                all.state(),
                all.proposer(),
                all.institution(),
                all.action(),
                all.q(),
                Optional.of(institution)),
            FIRST)
        .items()
        .stream()
        .map(Orders.Line::id)
        .toList();
  }
}
