package io.govchain.crosschain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Evidence;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepResult;
import io.govchain.crosschain.engine.Executing;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.fixture.Calls;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.Opening;
import io.govchain.governance.Pipeline;
import io.govchain.governance.Side;
import io.govchain.governance.StepDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline is amended while a transaction runs through it. */
class AmendedPipelineTest {
  private static final String INITIATOR = "registry/crosschain";
  private static final String PARTICIPANT = "notary/crosschain";

  @TempDir Path folder;
  private Consortium consortium;
  private Desk initiator;
  private Desk participant;
  private Author registry;
  private Author registrySubchain;
  private Pipeline first;
  private ApplicationCall call;

  @BeforeEach
  void start() {
    consortium = Consortium.start(folder);
    initiator = new Desk(folder, consortium, INITIATOR);
    participant = new Desk(folder, consortium, PARTICIPANT);
    registry = Author.of(consortium.chain(), INITIATOR);
    registrySubchain = Author.of(consortium.chain(), "registry/subchain");
    first = consortium.chain().pipeline(Consortium.PIPELINE).orElseThrow();
    call = Calls.twoWrites(consortium.chain(), 600);
  }

  @AfterEach
  void stop() {
    initiator.close();
    participant.close();
    consortium.close();
  }

  @Test
  void shouldSpeakByTheVersionOfTheOpening_whenItWasSuperseded() {
    assertThat(initiator.receive(registrySubchain.forward(call, INITIATOR)).status())
        .isEqualTo(202);
    initiator.open(plan(initiator, 1));
    Envelope order = last(initiator, MessageType.EXECUTE);
    amend();

    Desk.Answer answer =
        initiator.receive(
            registrySubchain.sign(
                byFirst(registrySubchain.draft(INITIATOR, call.transaction()))
                    .step(0)
                    .inReplyTo(order.digest()),
                outcome()));

    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    Envelope request = last(initiator, MessageType.STEP_REQUEST);
    assertThat(request.claimed().constraint()).isEqualTo(first.constraintHash());
    assertThat(participant.receive(request).status()).isEqualTo(202);
  }

  @Test
  void shouldRunTheStep_whenTheVersionOfTheOpeningWasSuperseded() {
    amend();

    Desk.Answer answer = participant.receive(stepRequest());
    participant.open(plan(participant, 1));

    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    assertThat(participant.state(call.transaction())).isInstanceOf(Executing.class);
  }

  @Test
  void shouldAlarm_whenTheRecordWasOpenedByAnotherVersionThanTheCall() {
    amend();
    participant.receive(stepRequest());

    participant.open(plan(participant, 2));

    assertThat(participant.rows("pending_effects")).as("an alarm").isPositive();
    assertThat(last(participant, MessageType.REFUSAL).claimed().constraint())
        .isEqualTo(consortium.chain().pipeline(2).orElseThrow().constraintHash());
  }

  @Test
  void shouldRefuseANewCall_whenItIsOfAFormerVersion() {
    amend();

    assertThat(
            initiator
                .receive(
                    registrySubchain.sign(
                        byFirst(registrySubchain.draft(INITIATOR, call.transaction())),
                        Author.forwarded(call)))
                .code())
        .isEqualTo("constraint-mismatch");
    assertThat(initiator.receive(registrySubchain.forward(call, INITIATOR)).code())
        .as("the call inside")
        .isEqualTo("constraint-mismatch");
    ApplicationCall newer = Calls.twoWrites(consortium.chain(), 600);
    assertThat(initiator.receive(registrySubchain.forward(newer, INITIATOR)).status())
        .isEqualTo(202);
    assertThat(initiator.plans.opening(newer.call()).map(Opening::steps).orElseThrow())
        .allMatch(step -> step.pipeline() == 2);
  }

  @Test
  void shouldTakeTheCallAgain_whenTheJournalWasLostAndThePipelineAmendedSince() throws Exception {
    initiator.receive(registrySubchain.forward(call, INITIATOR));
    amend();
    Envelope again =
        registrySubchain.sign(
            byFirst(registrySubchain.draft(INITIATOR, call.transaction())), Author.forwarded(call));

    assertThat(initiator.receive(again).status()).as("asked for once more").isEqualTo(202);
    initiator.close();
    initiator =
        new Desk(Files.createDirectory(folder.resolve("empty disk")), consortium, INITIATOR);
    initiator.see(consortium);
    assertThat(initiator.receive(again).code()).isEqualTo("constraint-mismatch");
    initiator.open(plan(initiator, 1));
    assertThat(initiator.receive(again).status()).as("on the record").isEqualTo(202);
  }

  @Test
  void shouldOpenByTheVersionThatWasSignedFor_whenItIsAmendedMeanwhile() {
    amend();

    assertThat(initiator.plans.opening(call.call()).map(Opening::steps).orElseThrow())
        .allMatch(step -> step.pipeline() == 1);
  }

  @Test
  void shouldRefuseTheStep_whenTheAmendedPipelineIsSuspended() {
    amend();
    consortium.act("notary/operator", GovernanceCalls.suspendPipeline(Consortium.PIPELINE));
    participant.see(consortium);

    assertThat(participant.receive(stepRequest()).code()).isEqualTo("pipeline-not-active");
  }

  @Test
  void shouldUnderstandAPartner_whoIsABlockAhead() {
    amendUnseen();

    ApplicationCall newer = Calls.twoWrites(consortium.chain(), 600);

    assertThat(participant.receive(registry.stepRequest(newer, PARTICIPANT)).status())
        .isEqualTo(202);
  }

  private Envelope stepRequest() {
    return registry.sign(
        byFirst(registry.draft(PARTICIPANT, call.transaction())).step(1),
        registry.stepRequested(call, PARTICIPANT));
  }

  private MessageDraft byFirst(MessageDraft draft) {
    return draft.pipeline(Consortium.PIPELINE, first.constraintHash());
  }

  private void amend() {
    amendUnseen();
    initiator.see(consortium);
    participant.see(consortium);
  }

  private void amendUnseen() {
    consortium.act(
        "registry/operator",
        GovernanceCalls.amendPipeline(
            Consortium.PIPELINE,
            first.source(),
            first.target(),
            Pipeline.Terms.until(first.terms().validUntil() - 1)));
    consortium.act(
        "notary/operator",
        GovernanceCalls.acceptAmendment(Consortium.PIPELINE, 2, consortium.constraintOffered()));
  }

  /** The plan of the record that names this version. */
  private Plan plan(Desk desk, long version) {
    return desk.plans
        .of(
            new GovernanceEvent.TransactionOpened(
                call.transaction(),
                first.source().institution(),
                call.call().deadline(),
                List.of(
                    new StepDescriptor(version, true, Side.SOURCE),
                    new StepDescriptor(version, true, Side.TARGET))))
        .orElseThrow();
  }

  private static Envelope last(Desk desk, MessageType type) {
    return desk.sent.stream()
        .filter(sent -> sent.claimed().type() == type)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private static MessageData.Outcome outcome() {
    return new MessageData.Outcome(
        StepAction.EXECUTE,
        StepResult.SUCCEEDED,
        Optional.empty(),
        Optional.of(Author.EVIDENCE),
        Optional.of(new Evidence(Author.EVIDENCE).digest()),
        Optional.empty(),
        Optional.of("0x" + "77".repeat(32)));
  }
}
