package io.govchain.crosschain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Evidence;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.Reason;
import io.govchain.amdp.StepSide;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Judgement;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.fixture.Calls;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.crosschain.journal.EvidenceStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of another's disk a registered peer can take: all that it says here is signed. */
class BoundedPeerTest {
  private static final String INITIATOR = "registry/crosschain";
  private static final String PARTICIPANT = "notary/crosschain";

  @TempDir Path folder;
  private Consortium consortium;
  private Desk participant;
  private Author registry;
  private ApplicationCall call;

  @BeforeEach
  void start() {
    consortium = Consortium.start(folder);
    participant = new Desk(folder, consortium, PARTICIPANT);
    registry = Author.of(consortium.chain(), INITIATOR);
    call = Calls.twoWrites(consortium.chain(), 600);
  }

  @AfterEach
  void stop() {
    participant.close();
    consortium.close();
  }

  @Test
  void shouldKeepNothing_whenAnOutcomeIsOfATransactionThatWasNotOpened() {
    Desk.Answer answer = participant.receive(registry.stepOutcome(call, 0, PARTICIPANT));

    assertThat(answer.status()).as("the sender may be a block ahead").isEqualTo(503);
    assertNothingIsKept();

    participant.open(participant.plans.of(call.call()).orElseThrow());
    assertThat(participant.receive(registry.stepOutcome(call, 0, PARTICIPANT)).status())
        .isEqualTo(202);
    assertThat(holds(Author.EVIDENCE)).isTrue();
  }

  @Test
  void shouldKeepWhatIsJudgedAndWhatIsRecorded_whenEachMessageShowsOtherEvidence() {
    participant.open(participant.plans.of(call.call()).orElseThrow());
    for (int i = 0; i < 5; i++) {
      assertThat(show("{\"kind\":\"" + i + "\"}").status()).isEqualTo(202);
    }
    assertThat(participant.rows("evidence")).isEqualTo(1);
    assertThat(holds("{\"kind\":\"0\"}")).as("what is being judged").isTrue();

    String recorded = "{\"kind\":\"recorded\"}";
    participant.apply(
        call.transaction(),
        new Input.StepReportedOnChain(0, Entry.Succeeded, new Evidence(recorded).digest(), false));
    for (String other : List.of("{\"kind\":\"5\"}", recorded, "{\"kind\":\"6\"}")) {
      assertThat(show(other).status()).isEqualTo(202);
    }
    assertThat(participant.rows("evidence")).isEqualTo(2);
    assertThat(holds("{\"kind\":\"0\"}")).isTrue();
    assertThat(holds(recorded)).isTrue();
  }

  @Test
  void shouldTakeTheRecordedEvidence_whenItWasAskedFor() {
    participant.open(participant.plans.of(call.call()).orElseThrow());
    String digest = new Evidence(Author.EVIDENCE).digest();
    participant.apply(
        call.transaction(), new Input.StepReportedOnChain(0, Entry.Succeeded, digest, false));
    assertThat(judgement()).isEqualTo(Judgement.Stage.EvidenceRequested);

    show("{\"kind\":\"another\"}");
    assertThat(participant.rows("evidence")).isZero();
    show(Author.EVIDENCE);
    assertThat(holds(Author.EVIDENCE)).isTrue();
    assertThat(judgement()).isEqualTo(Judgement.Stage.Judging);
  }

  @Test
  void shouldForgetWhatWasAsked_whenTheRecordIsNeverOpened() {
    long now = consortium.chain().blockTime();
    Envelope request =
        registry.sign(
            registry
                .draft(PARTICIPANT, call.transaction())
                .step(1)
                .valid(now, now + 36L * 24 * 3600),
            registry.stepRequested(call, PARTICIPANT));
    assertThat(participant.receive(request).status()).isEqualTo(202);
    assertThat(participant.rows("disclosures")).isEqualTo(2);

    pass(600);

    assertNothingIsKept();
    assertRefused(participant.receive(request));
    assertRefused(participant.receive(registry.stepRequest(call, PARTICIPANT)));
    assertNothingIsKept();
  }

  @Test
  void shouldTakeTheRecordForWhatItIs_whenItAppearsAfterAllWasForgotten() {
    participant.receive(registry.stepRequest(call, PARTICIPANT));
    pass(600);

    participant.open(participant.plans.of(call.call()).orElseThrow());

    TransactionState opened = participant.state(call.transaction());
    assertThat(opened.status()).isEqualTo(ApplicationStatus.Executing);
    assertThat(opened.known().orElseThrow().step(1).stage())
        .as("nothing that was asked before is done now")
        .isEqualTo(StepProgress.Stage.Idle);
  }

  @Test
  void shouldKeepTheIdsOfMessages_whenTheRecordIsOpened() {
    Envelope request = registry.stepRequest(call, PARTICIPANT);
    participant.receive(request);
    participant.open(participant.plans.of(call.call()).orElseThrow());
    pass(600);

    Desk.Answer again = participant.receive(request);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.code()).isEqualTo("envelope-duplicate");
  }

  @Test
  void shouldKeepNothing_whenTheDeadlineIsOneThatNoRecordCanHave() {
    long now = consortium.chain().blockTime();
    ApplicationCall over = dated(now - 700);
    ApplicationCall remote = dated(now + 40L * 24 * 3600);
    for (ApplicationCall bad : List.of(over, remote)) {
      assertRefused(participant.receive(registry.stepRequest(bad, PARTICIPANT)));
    }
    assertNothingIsKept();
    assertThat(participant.sent).isEmpty();
  }

  private ApplicationCall dated(long issued) {
    return Calls.builder(consortium.chain(), 600)
        .issued(issued)
        .write(
            StepSide.SOURCE, "registry/evidence", "store(bytes32,string)", Calls.digest(), "a deed")
        .write(
            StepSide.TARGET, "notary/evidence", "store(bytes32,string)", Calls.digest(), "a deed")
        .sign(Consortium.signer("registry/app"));
  }

  @Test
  void shouldKeepOneRequestForEachStep_whenManyComeBeforeTheRecordIsOpened() throws Exception {
    List<Callable<Desk.Answer>> requests = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Envelope request = registry.stepRequest(call, PARTICIPANT);
      requests.add(() -> participant.receive(request));
    }
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Desk.Answer> answer : threads.invokeAll(requests)) {
        statuses.add(answer.get().status());
      }
    }
    assertThat(statuses).containsOnlyOnce(202).containsOnly(202, 503);
    assertThat(participant.rows("inbox")).isEqualTo(1);

    pass(600);
    assertNothingIsKept();
  }

  @Test
  void shouldKeepNothing_whenOthersSpeakOfWhatIsNotOnTheRecord() {
    MessageData nudge = new MessageData.CompensationRequest(Reason.of("waiting", "for you"));
    Desk.Answer unknown =
        participant.receive(registry.sign(registry.draft(PARTICIPANT, call.transaction()), nudge));
    assertThat(unknown.status()).isEqualTo(200);
    assertNothingIsKept();

    participant.receive(registry.stepRequest(call, PARTICIPANT));
    assertThat(
            participant
                .receive(registry.sign(registry.draft(PARTICIPANT, call.transaction()), nudge))
                .status())
        .isEqualTo(200);
    assertThat(
            participant
                .receive(
                    registry.sign(
                        registry.draft(PARTICIPANT, call.transaction()).step(0),
                        new MessageData.EvidenceRequest()))
                .status())
        .isEqualTo(503);
    assertThat(participant.receive(registry.stepOutcome(call, 0, PARTICIPANT)).status())
        .isEqualTo(503);
    assertThat(participant.rows("inbox")).as("the request alone").isEqualTo(1);
  }

  @Test
  void shouldTakeNoMoreRequests_whenTooManyOfTheSendersTransactionsAreNotOpened() {
    for (int i = 0; i < EarlyRequests.MAX_UNOPENED; i++) {
      ApplicationCall another = Calls.twoWrites(consortium.chain(), 600);
      assertThat(participant.receive(registry.stepRequest(another, PARTICIPANT)).status())
          .isEqualTo(202);
    }
    Desk.Answer answer = participant.receive(registry.stepRequest(call, PARTICIPANT));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.expected()).contains("fewer than " + EarlyRequests.MAX_UNOPENED);
    assertThat(participant.rows("calls")).isEqualTo(EarlyRequests.MAX_UNOPENED);

    assertThat(participant.rows("inbox")).isEqualTo(EarlyRequests.MAX_UNOPENED);

    participant.open(participant.plans.of(call.call()).orElseThrow());
    assertThat(participant.receive(registry.stepRequest(call, PARTICIPANT)).status())
        .as("what is on the record is always heard")
        .isEqualTo(202);
  }

  private Desk.Answer show(String evidence) {
    return participant.receive(
        registry.sign(
            registry.draft(PARTICIPANT, call.transaction()).step(0),
            registry.succeeded(call, 0, PARTICIPANT, evidence)));
  }

  private boolean holds(String evidence) {
    String digest = new Evidence(evidence).digest();
    return participant.database.read(
        handle -> EvidenceStore.read(handle, call.transaction(), 0, digest).isPresent());
  }

  private Judgement.Stage judgement() {
    return participant.state(call.transaction()).known().orElseThrow().step(0).judgement().stage();
  }

  /** Block time goes on, and whatever waits for it is told, as by the follower. */
  private void pass(long seconds) {
    long then = consortium.chain().blockTime() + seconds + 1;
    consortium.anvil().client().rpc("evm_setNextBlockTimestamp", then);
    consortium.anvil().mine();
    participant.see(consortium);
    long now = participant.registry.blockTime();
    participant
        .journal
        .transactions()
        .due(now, 1_000)
        .forEach(due -> participant.apply(due, new Input.BlockTimeAdvanced(now)));
  }

  private static void assertRefused(Desk.Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("plan-invalid");
  }

  private void assertNothingIsKept() {
    for (String table :
        List.of(
            "transactions",
            "calls",
            "disclosures",
            "evidence",
            "inbox",
            "received_requests",
            "sent_messages",
            "pending_messages",
            "outbox")) {
      assertThat(participant.rows(table)).as(table).isZero();
    }
  }
}
