package io.govchain.crosschain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.Evidence;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Judgement;
import io.govchain.crosschain.fixture.Calls;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.crosschain.journal.EvidenceStore;
import java.nio.file.Path;
import java.util.List;
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
    assertThat(participant.rows("inbox")).isZero();

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
        new Input.StepReportedOnChain(0, Entry.Succeeded, new Evidence(recorded).digest()));
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
        call.transaction(), new Input.StepReportedOnChain(0, Entry.Succeeded, digest));
    assertThat(judgement()).isEqualTo(Judgement.Stage.EvidenceRequested);

    show("{\"kind\":\"another\"}");
    assertThat(participant.rows("evidence")).isZero();
    show(Author.EVIDENCE);
    assertThat(holds(Author.EVIDENCE)).isTrue();
    assertThat(judgement()).isEqualTo(Judgement.Stage.Judging);
  }

  @Test
  void shouldForgetWhatWasAsked_whenTheRecordIsNeverOpened() {
    assertThat(participant.receive(registry.stepRequest(call, PARTICIPANT)).status())
        .isEqualTo(202);
    assertThat(participant.rows("disclosures")).isEqualTo(2);

    long over = call.call().deadline() + 1;
    participant.apply(call.transaction(), new Input.BlockTimeAdvanced(over));

    assertThat(participant.state(call.transaction()).status())
        .isEqualTo(ApplicationStatus.Rejected);
    assertNothingIsKept();

    participant.receive(registry.stepRequest(call, PARTICIPANT));
    assertNothingIsKept();
  }

  @Test
  void shouldTakeNoMoreRequests_whenTooManyOfTheSendersTransactionsAreNotOpened() {
    for (int i = 0; i < PeerReadings.MAX_UNOPENED; i++) {
      ApplicationCall another = Calls.twoWrites(consortium.chain(), 600);
      assertThat(participant.receive(registry.stepRequest(another, PARTICIPANT)).status())
          .isEqualTo(202);
    }
    Desk.Answer answer = participant.receive(registry.stepRequest(call, PARTICIPANT));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.expected()).contains("fewer than " + PeerReadings.MAX_UNOPENED);
    assertThat(participant.rows("calls")).isEqualTo(PeerReadings.MAX_UNOPENED);

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

  private void assertNothingIsKept() {
    for (String table : List.of("calls", "disclosures", "evidence")) {
      assertThat(participant.rows(table)).as(table).isZero();
    }
  }
}
