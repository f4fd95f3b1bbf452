package io.govchain.crosschain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Evidence;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.Reason;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepResult;
import io.govchain.amdp.StepStatus;
import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Judgement;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.Verdict;
import io.govchain.crosschain.fixture.Calls;
import io.govchain.crosschain.fixture.Consortium;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step that took effect, of which no message can carry the evidence. */
class UnprovableStepTest {
  private static final String SELF = "registry/crosschain";
  private static final String PEER = "notary/crosschain";
  private static final String NOTHING = io.govchain.crosschain.engine.StepResult.NO_DIGEST;
  private static final String DIGEST = Evidence.digestOf("e".repeat(1_000_000));

  @TempDir Path folder;
  private Consortium consortium;
  private Desk desk;
  private Desk peer;
  private ApplicationCall call;

  @BeforeEach
  void start() {
    consortium = Consortium.start(folder);
    desk = new Desk(folder, consortium, SELF);
    peer = new Desk(folder, consortium, PEER);
    call = Calls.twoWrites(consortium.chain(), 600);
  }

  @AfterEach
  void stop() {
    desk.close();
    peer.close();
    consortium.close();
  }

  @Test
  void shouldBeDisputedAtOnceAndUndone_whenItsEvidenceIsTooLong() {
    Reason why = Reason.of("evidence-unavailable", "expected at most 425984 bytes, actual 1000000");
    reported(Optional.of(why), Optional.of(DIGEST), DIGEST);

    assertThat(toldToTheVerifier()).contains(why);
    assertThat(judgedByTheVerifier().judgement().reason().text()).contains("1000000");

    desk.apply(call.transaction(), new Input.StepReportedOnChain(0, Entry.Disputed, DIGEST, false));
    desk.apply(call.transaction(), new Input.StatusChangedOnChain(ChainStatus.Compensating));
    desk.apply(
        call.transaction(), new Input.StepReportedOnChain(1, Entry.NotExecuted, NOTHING, false));
    desk.apply(call.transaction(), new Input.Restarted());
    MessageData.Execute undone = (MessageData.Execute) last(desk, MessageType.EXECUTE);
    assertThat(undone.action()).isEqualTo(StepAction.COMPENSATE);
    StepStatus shown = ((MessageData.Status) last(desk, MessageType.STATUS)).steps().getFirst();
    assertThat(shown.outcome()).as("what happened").isEqualTo(StepStatus.Outcome.SUCCEEDED);
    assertThat(shown.reason()).as("what the application is told").contains(why);
  }

  @Test
  void shouldBeDisputedAtOnce_whenItsSubchainProxyNamesNeitherDigestNorReason() {
    reported(Optional.empty(), Optional.empty(), NOTHING);

    assertThat(toldToTheVerifier().orElseThrow().code()).isEqualTo("evidence-unavailable");
    assertThat(judgedByTheVerifier().verdictGiven()).isEqualTo(Verdict.Disputed);
  }

  /** The first step is known to have succeeded, and both sides see that on the record. */
  private void reported(Optional<Reason> why, Optional<String> digest, String onRecord) {
    Author subchain = Author.of(consortium.chain(), "registry/subchain");
    desk.receive(subchain.forward(call, SELF));
    desk.open(desk.plans.of(call.call()).orElseThrow());
    Envelope order = lastEnvelope(desk, MessageType.EXECUTE);
    MessageData outcome =
        new MessageData.Outcome(
            StepAction.EXECUTE,
            StepResult.SUCCEEDED,
            why,
            Optional.empty(),
            digest,
            Optional.empty(),
            Optional.of("0x" + "77".repeat(32)));
    Desk.Answer answer =
        desk.receive(
            subchain.sign(
                subchain.draft(SELF, call.transaction()).step(0).inReplyTo(order.digest()),
                outcome));
    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    peer.open(peer.plans.of(call.call()).orElseThrow());
    for (Desk each : List.of(desk, peer)) {
      each.apply(
          call.transaction(), new Input.StepReportedOnChain(0, Entry.Succeeded, onRecord, false));
    }
  }

  /** What the verifier is told when it asks for the evidence. */
  private Optional<Reason> toldToTheVerifier() {
    assertThat(desk.receive(lastEnvelope(peer, MessageType.EVIDENCE_REQUEST)).status())
        .isEqualTo(202);
    Envelope told = lastEnvelope(desk, MessageType.STEP_OUTCOME);
    Desk.Answer answer = peer.receive(told);
    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    return ((MessageData.StepOutcome) told.claimed().data()).reason();
  }

  private StepProgress judgedByTheVerifier() {
    StepProgress known = peer.state(call.transaction()).known().orElseThrow().step(0);
    assertThat(known.judgement().stage()).isEqualTo(Judgement.Stage.Disputed);
    assertThat(known.verdictGiven()).isEqualTo(Verdict.Disputed);
    return known;
  }

  private static MessageData last(Desk desk, MessageType type) {
    return lastEnvelope(desk, type).claimed().data();
  }

  private static Envelope lastEnvelope(Desk desk, MessageType type) {
    return desk.sent.stream()
        .filter(sent -> sent.claimed().type() == type)
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError("no " + type + " was sent"));
  }
}
