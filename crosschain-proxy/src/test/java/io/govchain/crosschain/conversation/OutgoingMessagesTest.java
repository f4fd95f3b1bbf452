package io.govchain.crosschain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Evidence;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepResult;
import io.govchain.amdp.StepSide;
import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Judgement;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.Verdict;
import io.govchain.crosschain.fixture.Anvil;
import io.govchain.crosschain.fixture.Calls;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.governance.GovernanceCalls;
import io.govchain.governance.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the initiator says once it is decided and on disk. */
class OutgoingMessagesTest {
  private static final String SELF = "registry/crosschain";
  private static final String STORE = "store(bytes32,string)";

  @TempDir Path folder;
  private Consortium consortium;
  private Desk desk;
  private Author subchain;

  @BeforeEach
  void start() {
    consortium = Consortium.start(folder);
    desk = new Desk(folder, consortium, SELF);
    subchain = Author.of(consortium.chain(), "registry/subchain");
  }

  @AfterEach
  void stop() {
    desk.close();
    consortium.close();
  }

  @Test
  void shouldStillSpeak_whenTheChainIsAway() {
    ApplicationCall call = Calls.twoWrites(consortium.chain(), 600);
    begin(call);
    consortium.anvil().close();
    desk.registry.clear();
    desk.deliver();

    desk.apply(call.transaction(), new Input.Restarted());

    assertThat(sent(MessageType.EXECUTE)).hasSize(2);
  }

  @Test
  void shouldNumberAndChainTheMessagesOfALane() {
    ApplicationCall call = Calls.twoWrites(consortium.chain(), 600);
    begin(call);

    Optional<String> previous = Optional.empty();
    for (int i = 0; i < desk.sent.size(); i++) {
      assertThat(desk.sent.get(i).claimed().sequence()).isEqualTo(i);
      assertThat(desk.sent.get(i).claimed().previous()).isEqualTo(previous);
      previous = Optional.of(desk.sent.get(i).digest());
    }
    assertThat(desk.sent).hasSizeGreaterThan(1);
  }

  @Test
  void shouldKeepToWhoWasOrderedFirst_whenThePairingChanges() {
    ApplicationCall call = Calls.twoWrites(consortium.chain(), 600);
    Plan plan = begin(call);
    consortium.act(
        "registry/operator",
        GovernanceCalls.registerService(
            "second",
            Service.Kind.SUBCHAIN_PROXY,
            Anvil.key("registry/subchain").address(),
            "https://127.0.0.1:2",
            Consortium.fingerprint("registry/second")));
    consortium.act("registry/operator", GovernanceCalls.retireService("registry/subchain"));
    consortium.act("registry/operator", GovernanceCalls.pairServices("registry/second", SELF));
    desk.see(consortium);
    assertThat(new Directory(desk.registry, SELF).subchainProxy()).contains("registry/second");
    desk.deliver();

    desk.apply(plan.transaction(), new Input.Restarted());

    assertThat(sent(MessageType.EXECUTE))
        .hasSize(2)
        .allMatch(order -> order.claimed().to().equals("registry/subchain"));
  }

  @Test
  void shouldAnswerOnceUntilItArrives_whenThePeerAsksAgainAndAgain() {
    ApplicationCall call = Calls.twoWrites(consortium.chain(), 600);
    begin(call);
    succeedFirstStep(call);
    assertThat(sent(MessageType.STEP_REQUEST)).as("told at once, by the request").hasSize(1);
    assertThat(sent(MessageType.STEP_OUTCOME)).as("and not once more").isEmpty();
    Author peer = Author.of(consortium.chain(), "notary/crosschain");

    for (int i = 0; i < 3; i++) {
      askForEvidence(peer, call);
    }
    assertThat(sent(MessageType.STEP_OUTCOME)).as("the first has not arrived").hasSize(1);

    desk.deliver();
    askForEvidence(peer, call);
    assertThat(sent(MessageType.STEP_OUTCOME)).hasSize(2);
  }

  @Test
  void shouldSayThatItCannotProveIt_whenTheEvidenceIsGone() {
    ApplicationCall call = Calls.twoWrites(consortium.chain(), 600);
    begin(call);
    succeedFirstStep(call);
    String digest = new Evidence(Author.EVIDENCE).digest();
    desk.deliver();
    desk.database.writeAndWait(handle -> handle.execute("DELETE FROM evidence"));
    desk.close(); // Whoever remembers it could still prove it.
    desk = new Desk(folder, consortium, SELF);

    try (Desk peer = new Desk(folder, consortium, "notary/crosschain")) {
      peer.open(peer.plans.of(call.call()).orElseThrow());
      peer.apply(
          call.transaction(), new Input.StepReportedOnChain(0, Entry.Succeeded, digest, false));
      Envelope asked = peer.sent.getLast();
      assertThat(asked.claimed().type()).isEqualTo(MessageType.EVIDENCE_REQUEST);
      assertThat(desk.receive(asked).status()).isEqualTo(202);

      Envelope told = sent(MessageType.STEP_OUTCOME).getLast();
      MessageData.StepOutcome outcome = (MessageData.StepOutcome) told.claimed().data();
      assertThat(outcome.result()).isEqualTo(StepResult.SUCCEEDED);
      assertThat(outcome.evidence()).isEmpty();
      assertThat(outcome.evidenceDigest()).contains(digest);
      assertThat(outcome.reason())
          .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo("evidence-unavailable"));
      Desk.Answer answer = peer.receive(told);
      assertThat(answer.status()).as("%s", answer).isEqualTo(202);
      StepProgress known = peer.state(call.transaction()).known().orElseThrow().step(0);
      assertThat(known.judgement().stage()).isEqualTo(Judgement.Stage.Disputed);
      assertThat(known.verdictGiven()).isEqualTo(Verdict.Disputed);
    }
  }

  @Test
  void shouldTellTheOutcomesBefore_whenTheirEvidenceDoesNotFitIntoTheRequest() {
    ApplicationCall call =
        Calls.builder(consortium.chain(), 600)
            .write(StepSide.SOURCE, "registry/evidence", STORE, Calls.digest(), "x")
            .write(StepSide.SOURCE, "registry/evidence", STORE, Calls.digest(), "y")
            .write(StepSide.TARGET, "notary/evidence", STORE, Calls.digest(), "z")
            .sign(Consortium.signer("registry/app"));
    begin(call);
    succeed(call, 0, "a".repeat(300_000));
    succeed(call, 1, "b".repeat(300_000));

    assertThat(desk.fedBack).as("what could not be said").isEmpty();
    assertThat(sent(MessageType.STEP_REQUEST)).hasSize(1);
    try (Desk peer = new Desk(folder, consortium, "notary/crosschain")) {
      peer.open(peer.plans.of(call.call()).orElseThrow());
      for (Envelope said : desk.sent) {
        if (said.claimed().to().equals("notary/crosschain")) {
          Desk.Answer answer = peer.receive(said);
          assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        }
      }
      Progress known = peer.state(call.transaction()).known().orElseThrow();
      assertThat(known.step(0).judgement().stage()).isEqualTo(Judgement.Stage.Judging);
      assertThat(known.step(1).judgement().stage()).isEqualTo(Judgement.Stage.Judging);
      assertThat(known.step(2).stage()).isEqualTo(StepProgress.Stage.Queued);
    }
  }

  @Test
  void shouldAskForAStepOnceUntilItArrives_whenItsPartySaysThatItLostTheRequest() {
    ApplicationCall call =
        Calls.builder(consortium.chain(), 600)
            .write(StepSide.TARGET, "notary/evidence", STORE, Calls.digest(), "x")
            .sign(Consortium.signer("registry/app"));
    assertThat(desk.receive(subchain.forward(call, SELF)).status()).isEqualTo(202);
    desk.open(desk.plans.of(call.call()).orElseThrow());
    assertThat(sent(MessageType.STEP_REQUEST)).as("asked at once").hasSize(1);
    Author peer = Author.of(consortium.chain(), "notary/crosschain");

    for (int i = 0; i < 3; i++) {
      askForEvidence(peer, call);
      desk.apply(call.transaction(), new Input.Restarted());
    }
    assertThat(sent(MessageType.STEP_REQUEST)).as("the first has not arrived").hasSize(1);

    desk.deliver();
    askForEvidence(peer, call);
    assertThat(sent(MessageType.STEP_REQUEST)).hasSize(2);
  }

  private void askForEvidence(Author peer, ApplicationCall call) {
    Envelope request =
        peer.sign(peer.draft(SELF, call.transaction()).step(0), new MessageData.EvidenceRequest());
    assertThat(desk.receive(request).status()).isEqualTo(202);
  }

  @Test
  void shouldFailTheCompensationAtOnce_whenTheArgumentsWereLost() {
    ApplicationCall call =
        Calls.builder(consortium.chain(), 600)
            .write(StepSide.SOURCE, "registry/evidence", STORE, Calls.digest(), "x")
            .sign(Consortium.signer("registry/app"));
    Plan plan = begin(call);
    succeedFirstStep(call);
    desk.database.writeAndWait(
        handle ->
            handle.execute("DELETE FROM disclosures WHERE transaction_id = ?", call.transaction()));

    desk.apply(plan.transaction(), new Input.StatusChangedOnChain(ChainStatus.Compensating));

    assertThat(sent(MessageType.EXECUTE)).as("the first order only").hasSize(1);
    assertThat(desk.fedBack)
        .singleElement()
        .isInstanceOfSatisfying(
            Input.CompensatorRefused.class,
            refused -> {
              assertThat(refused.definitive()).isTrue();
              assertThat(refused.reason().code()).isEqualTo("arguments-unknown");
            });
  }

  @Test
  void shouldOrderTheCompensatorWithTheStepsArguments_whenAStepIsUndone() {
    ApplicationCall call =
        Calls.builder(consortium.chain(), 600)
            .write(StepSide.SOURCE, "registry/evidence", STORE, Calls.digest(), "x")
            .sign(Consortium.signer("registry/app"));
    Plan plan = begin(call);
    succeedFirstStep(call);

    desk.apply(plan.transaction(), new Input.StatusChangedOnChain(ChainStatus.Compensating));

    MessageData.Execute order =
        (MessageData.Execute) sent(MessageType.EXECUTE).getLast().claimed().data();
    assertThat(order.action()).isEqualTo(StepAction.COMPENSATE);
    assertThat(order.function()).isEqualTo(Consortium.WITHDRAW.signature());
    assertThat(order.arguments()).isEqualTo(call.disclosures().getFirst().text());
  }

  private Plan begin(ApplicationCall call) {
    Desk.Answer answer = desk.receive(subchain.forward(call, SELF));
    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    Plan plan = desk.plans.of(call.call()).orElseThrow();
    desk.open(plan);
    assertThat(sent(MessageType.EXECUTE)).hasSize(1);
    return plan;
  }

  private void succeedFirstStep(ApplicationCall call) {
    succeed(call, 0, Author.EVIDENCE);
  }

  private void succeed(ApplicationCall call, int step, String evidence) {
    String digest = new Evidence(evidence).digest();
    Envelope outcome =
        subchain.sign(
            subchain
                .draft(SELF, call.transaction())
                .step(step)
                .inReplyTo(sent(MessageType.EXECUTE).get(step).digest()),
            new MessageData.Outcome(
                StepAction.EXECUTE,
                StepResult.SUCCEEDED,
                Optional.empty(),
                Optional.of(evidence),
                Optional.of(digest),
                Optional.empty(),
                Optional.empty()));
    assertThat(desk.receive(outcome).status()).isEqualTo(202);
    desk.apply(
        call.transaction(), new Input.StepReportedOnChain(step, Entry.Succeeded, digest, false));
  }

  private List<Envelope> sent(MessageType type) {
    return desk.sent.stream().filter(sent -> sent.claimed().type() == type).toList();
  }
}
