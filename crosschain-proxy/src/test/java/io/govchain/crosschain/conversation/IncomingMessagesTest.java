package io.govchain.crosschain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.CallStatus;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.Evidence;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.Reason;
import io.govchain.amdp.SealContext.Purpose;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepResult;
import io.govchain.amdp.StepSide;
import io.govchain.amdp.crypto.Signer;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.Opening;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.Unseen;
import io.govchain.crosschain.fixture.Calls;
import io.govchain.crosschain.fixture.Consortium;
import io.govchain.governance.GovernanceCalls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What may come in, and what may not: real registry, real signatures, real journal. */
class IncomingMessagesTest {
  private static final String INITIATOR = "registry/crosschain";
  private static final String PARTICIPANT = "notary/crosschain";
  private static final String STRANGER = "court/crosschain";
  private static final Signer APPLICATION = Consortium.signer("registry/app");
  private static final String STORE = "store(bytes32,string)";

  @TempDir Path folder;
  private Consortium consortium;
  private Desk initiator;
  private Desk participant;
  private Author registry;
  private Author court;
  private ApplicationCall call;

  @BeforeEach
  void start() {
    consortium = Consortium.start(folder);
    initiator = new Desk(folder, consortium, INITIATOR);
    participant = new Desk(folder, consortium, PARTICIPANT);
    registry = Author.of(consortium.chain(), INITIATOR);
    court = Author.of(consortium.chain(), STRANGER);
    call = Calls.twoWrites(consortium.chain(), 600);
  }

  @AfterEach
  void stop() {
    initiator.close();
    participant.close();
    consortium.close();
  }

  private record Bad(
      String what, byte[] bytes, String certificate, int status, String code, String expected) {
    Bad(String what, Envelope envelope, String code, String expected) {
      this(what, envelope.bytes(), envelope.claimed().from(), 400, code, expected);
    }
  }

  @TestFactory
  Stream<DynamicTest> shouldRefuse_whenAMessageIsNotWhatItShouldBe() {
    return badEnvelopes().map(this::refusedByTheParticipant);
  }

  @TestFactory
  Stream<DynamicTest> shouldRefuse_whenTheCallInsideIsForgedOrNotAllowed() {
    return badCalls().map(this::refusedByTheParticipant);
  }

  @TestFactory
  Stream<DynamicTest> shouldRefuse_whenTheSenderMayNotSayThat() {
    return badSenders().map(this::refusedByTheParticipant);
  }

  private DynamicTest refusedByTheParticipant(Bad bad) {
    return DynamicTest.dynamicTest(
        bad.what(),
        () -> {
          long before = participant.rows("inbox") + participant.rows("calls");
          Desk.Answer answer = participant.receive(bad.bytes(), bad.certificate());

          assertThat(answer.code()).as("%s", answer).isEqualTo(bad.code());
          assertThat(answer.status()).isEqualTo(bad.status());
          assertThat(answer.expected()).contains(bad.expected()).isNotEmpty();
          assertThat(answer.actual()).isNotEmpty();
          assertThat(participant.rows("inbox") + participant.rows("calls"))
              .as("what a refused message leaves behind")
              .isEqualTo(before);
        });
  }

  private Stream<Bad> badEnvelopes() {
    Envelope good = registry.stepRequest(call, PARTICIPANT);
    long now = consortium.chain().blockTime();
    MessageDraft draft = registry.draft(PARTICIPANT, call.transaction());
    MessageData nudge = new MessageData.CompensationRequest(Reason.of("waiting", "for you"));
    return Stream.of(
        new Bad(
            "no JSON",
            "nonsense".getBytes(StandardCharsets.UTF_8),
            INITIATOR,
            400,
            "envelope-malformed",
            ""),
        new Bad("an altered payload", altered(good), INITIATOR, 400, "signature-invalid", ""),
        new Bad(
            "another service's certificate",
            good.bytes(),
            STRANGER,
            403,
            "certificate-mismatch",
            INITIATOR),
        new Bad(
            "another's key",
            registry.signingAs(STRANGER).stepRequest(call, PARTICIPANT),
            "key-mismatch",
            ""),
        new Bad(
            "another receiver",
            registry.stepRequest(call, STRANGER),
            "audience-mismatch",
            PARTICIPANT),
        new Bad(
            "a type for subchain proxies",
            registry.sign(
                draft, new MessageData.Status(CallStatus.SETTLED, Optional.empty(), List.of())),
            "message-type-refused",
            "step-request"),
        new Bad(
            "a sender that nobody registered",
            Author.of(consortium.chain(), "nobody/crosschain").stepRequest(call, PARTICIPANT),
            "sender-unknown",
            "registered"),
        new Bad(
            "expired",
            registry.sign(draft.valid(now - 100, now - 1), nudge),
            "envelope-expired",
            "" + now),
        new Bad(
            "from the far future",
            registry.sign(draft.valid(now + 1_000, now + 2_000), nudge),
            "envelope-not-yet-valid",
            "" + now),
        new Bad(
            "an unknown pipeline",
            registry.sign(draft.pipeline("registry/none", "0x" + "11".repeat(32)), nudge),
            "pipeline-unknown",
            "registered"),
        new Bad(
            "another constraint",
            registry.sign(draft.pipeline(Consortium.PIPELINE, "0x" + "11".repeat(32)), nudge),
            "constraint-mismatch",
            "0x"),
        new Bad(
            "an answer to nothing",
            registry.sign(
                draft.step(0).inReplyTo("0x" + "22".repeat(32)),
                new MessageData.Refusal(Reason.of("no", "no"))),
            "reply-mismatch",
            "digest"));
  }

  private Stream<Bad> badCalls() {
    ApplicationCall forged = steps(STORE, STORE).sign(Consortium.signer("court/app"));
    ApplicationCall outside =
        steps(STORE, "withdraw(bytes32,string)").sign(Consortium.signer("registry/app"));
    ApplicationCall elsewhere =
        Calls.builder(consortium.chain(), 600)
            .write(StepSide.SOURCE, "registry/evidence", STORE, Calls.digest(), "x")
            .write(StepSide.TARGET, "court/evidence", STORE, Calls.digest(), "x")
            .sign(Consortium.signer("registry/app"));
    ApplicationCall other = Calls.twoWrites(consortium.chain(), 600);
    MessageDraft draft = registry.draft(PARTICIPANT, call.transaction()).step(1);
    return Stream.of(
        new Bad(
            "a call signed by another application",
            registry.stepRequest(forged, PARTICIPANT),
            "key-mismatch",
            ""),
        new Bad(
            "a function outside the pipeline",
            registry.stepRequest(outside, PARTICIPANT),
            "function-not-in-pipeline",
            STORE),
        new Bad(
            "a contract outside the pipeline",
            registry.stepRequest(elsewhere, PARTICIPANT),
            "function-not-in-pipeline",
            "notary/evidence"),
        new Bad(
            "an outcome of a function outside the pipeline",
            registry.stepOutcome(
                steps("withdraw(bytes32,string)", STORE).sign(Consortium.signer("registry/app")),
                0,
                PARTICIPANT),
            "function-not-in-pipeline",
            STORE),
        new Bad(
            "the call of another transaction",
            registry.sign(draft, registry.stepRequested(other, PARTICIPANT)),
            "transaction-mismatch",
            other.transaction()),
        new Bad(
            "other arguments than were signed",
            registry.sign(
                draft,
                new MessageData.StepRequest(
                    call.envelope(),
                    registry.seal(
                        other.disclosures().get(1).text(),
                        PARTICIPANT,
                        call.transaction(),
                        1,
                        Purpose.ARGUMENTS),
                    List.of())),
            "arguments-mismatch",
            "digest"),
        new Bad(
            "arguments sealed for another step",
            registry.sign(
                draft,
                new MessageData.StepRequest(
                    call.envelope(),
                    registry.seal(
                        call.disclosures().get(1).text(),
                        PARTICIPANT,
                        call.transaction(),
                        0,
                        Purpose.ARGUMENTS),
                    List.of())),
            "sealed-refused",
            ""));
  }

  private Stream<Bad> badSenders() {
    MessageDraft draft = registry.draft(PARTICIPANT, call.transaction());
    assertThat(participant.receive(registry.stepRequest(call, PARTICIPANT)).status())
        .isEqualTo(202);
    participant.open(participant.plans.of(call.call()).orElseThrow());
    MessageData.StepOutcome told = registry.succeeded(call, 0, PARTICIPANT);
    Author notarySubchain = Author.of(consortium.chain(), "notary/subchain");
    return Stream.of(
        new Bad(
            "a step request by a stranger with a genuine call",
            court.stepRequest(call, PARTICIPANT),
            "audience-mismatch",
            "court/subchain"),
        new Bad(
            "a request for a step of the sender's own",
            registry.sign(
                draft.step(0),
                new MessageData.StepRequest(
                    call.envelope(),
                    registry.seal(
                        call.disclosures().get(0).text(),
                        PARTICIPANT,
                        call.transaction(),
                        0,
                        Purpose.ARGUMENTS),
                    List.of())),
            "audience-mismatch",
            PARTICIPANT),
        new Bad(
            "an outcome of another's step",
            court.stepOutcome(call, 0, PARTICIPANT),
            "audience-mismatch",
            INITIATOR),
        new Bad(
            "an outcome of the receiver's step",
            registry.stepOutcome(call, 1, PARTICIPANT),
            "audience-mismatch",
            PARTICIPANT),
        new Bad(
            "success without evidence",
            registry.sign(
                draft.step(0),
                new MessageData.StepOutcome(
                    told.call(),
                    StepResult.SUCCEEDED,
                    Optional.empty(),
                    told.arguments(),
                    Optional.empty(),
                    told.evidenceDigest(),
                    Optional.empty(),
                    Optional.empty())),
            "evidence-mismatch",
            "evidence"),
        new Bad(
            "what a write returned, which nothing could prove",
            registry.sign(draft.step(0), registry.returned(call, 0, PARTICIPANT, "[\"anything\"]")),
            "message-malformed",
            "null for a write"),
        new Bad(
            "evidence of another digest",
            registry.sign(
                draft.step(0),
                new MessageData.StepOutcome(
                    told.call(),
                    StepResult.SUCCEEDED,
                    Optional.empty(),
                    told.arguments(),
                    told.evidence(),
                    Optional.of("0x" + "33".repeat(32)),
                    Optional.empty(),
                    Optional.empty())),
            "evidence-mismatch",
            "0x3333"),
        new Bad(
            "a stranger's request for evidence",
            court.sign(
                court.draft(PARTICIPANT, call.transaction()).step(1),
                new MessageData.EvidenceRequest()),
            "audience-mismatch",
            "verifier"),
        new Bad(
            "a stranger's nudge",
            court.sign(
                court.draft(PARTICIPANT, call.transaction()),
                new MessageData.CompensationRequest(Reason.of("waiting", "hurry"))),
            "audience-mismatch",
            "party"),
        new Bad(
            "a call forwarded by a proxy that is not the paired one",
            Author.of(consortium.chain(), "registry/subchain").forward(call, PARTICIPANT),
            "audience-mismatch",
            "notary/subchain"),
        new Bad(
            "a forwarded call whose application speaks to another proxy",
            notarySubchain.forward(call, PARTICIPANT),
            "audience-mismatch",
            "notary/subchain"),
        new Bad(
            "an outcome of an order that was not given",
            notarySubchain.sign(
                notarySubchain
                    .draft(PARTICIPANT, call.transaction())
                    .step(1)
                    .inReplyTo("0x" + "44".repeat(32)),
                outcome(StepAction.EXECUTE)),
            "reply-mismatch",
            "digest"));
  }

  @Test
  void shouldDefer_whenTheTransactionMayBeSeenWithTheNextBlock() {
    Desk.Answer answer =
        participant.receive(
            registry.sign(
                registry.draft(PARTICIPANT, call.transaction()).step(1),
                new MessageData.EvidenceRequest()));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(participant.rows("received_requests")).isZero();
  }

  @Test
  void shouldAcknowledgeAndActOnce_whenTheSameMessageComesAgain() {
    Envelope request = registry.stepRequest(call, PARTICIPANT);

    assertThat(participant.receive(request).status()).isEqualTo(202);
    assertThat(participant.state(call.transaction())).isInstanceOf(Opening.class);
    long effects = participant.rows("pending_effects");
    participant.open(participant.plans.of(call.call()).orElseThrow());
    int sent = participant.sent.size();
    for (int i = 0; i < 3; i++) {
      Desk.Answer again = participant.receive(request);
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.code()).isEqualTo("envelope-duplicate");
      assertThat(again.body().get("acknowledged").asText()).isEqualTo(request.claimed().id());
    }
    assertThat(participant.sent).hasSize(sent);
    assertThat(participant.rows("pending_effects")).isEqualTo(effects);
    assertThat(participant.rows("inbox")).isEqualTo(1);
  }

  @Test
  void shouldRefuse_whenASenderIsSuspendedOrItsPipelineIs() {
    participant.open(participant.plans.of(call.call()).orElseThrow());
    consortium.act("registry/operator", GovernanceCalls.suspendPipeline(Consortium.PIPELINE));
    participant.see(consortium);
    assertThat(participant.receive(registry.stepRequest(call, PARTICIPANT)).code())
        .isEqualTo("pipeline-not-active");
    assertThat(participant.receive(registry.stepOutcome(call, 0, PARTICIPANT)).status())
        .as("what was begun must come to its end")
        .isEqualTo(202);

    consortium.act("registry/operator", GovernanceCalls.suspendService(INITIATOR));
    participant.see(consortium);
    assertThat(participant.receive(registry.stepOutcome(call, 0, PARTICIPANT)).code())
        .isEqualTo("sender-not-active");
  }

  @Test
  void shouldOpenTheRecordAndOrderTheFirstStep_whenACallIsForwarded() {
    Author subchain = Author.of(consortium.chain(), "registry/subchain");
    Desk.Answer answer = initiator.receive(subchain.forward(call, INITIATOR));

    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    assertThat(initiator.journal.recordQueue().size()).isEqualTo(1);
    assertThat(ordersOf(initiator)).as("nothing takes effect before the record is open").isEmpty();

    initiator.open(initiator.plans.of(call.call()).orElseThrow());
    assertThat(ordersOf(initiator)).hasSize(1);
    MessageData.Execute order =
        (MessageData.Execute) ordersOf(initiator).getFirst().claimed().data();
    assertThat(order.arguments()).isEqualTo(call.disclosures().getFirst().text());
    assertThat(order.contractAddress()).isEqualTo(Consortium.CONTRACT_ADDRESS);
  }

  @Test
  void shouldBelieveAnOutcomeOnlyOfItsVeryOrder() {
    Author subchain = Author.of(consortium.chain(), "registry/subchain");
    initiator.receive(subchain.forward(call, INITIATOR));
    initiator.open(initiator.plans.of(call.call()).orElseThrow());
    Envelope order = ordersOf(initiator).getFirst();
    MessageDraft answer =
        subchain.draft(INITIATOR, call.transaction()).step(0).inReplyTo(order.digest());
    Envelope status =
        initiator.sent.stream()
            .filter(sent -> sent.claimed().type() == MessageType.STATUS)
            .findFirst()
            .orElseThrow();

    assertThat(initiator.receive(subchain.sign(answer.step(1), outcome(StepAction.EXECUTE))).code())
        .isEqualTo("reply-mismatch");
    assertThat(initiator.receive(subchain.sign(answer, outcome(StepAction.COMPENSATE))).code())
        .isEqualTo("reply-mismatch");
    assertThat(
            initiator
                .receive(
                    subchain.sign(answer.inReplyTo(status.digest()), outcome(StepAction.EXECUTE)))
                .code())
        .isEqualTo("reply-mismatch");
    assertThat(step(initiator, 0).stage()).isEqualTo(StepProgress.Stage.Running);

    assertThat(initiator.receive(subchain.sign(answer, outcome(StepAction.EXECUTE))).status())
        .isEqualTo(202);
    assertThat(step(initiator, 0).result().outcome()).isEqualTo(Outcome.Succeeded);
    assertThat(initiator.rows("evidence")).isEqualTo(1);
  }

  @Test
  void shouldRejectTheCall_whenItsDeadlineHasPassed() {
    ApplicationCall late =
        Calls.builder(consortium.chain(), 1)
            .write(StepSide.SOURCE, "registry/evidence", STORE, Calls.digest(), "x")
            .sign(Consortium.signer("registry/app"));
    consortium.anvil().mine();
    consortium.anvil().mine();
    initiator.see(consortium);

    initiator.receive(Author.of(consortium.chain(), "registry/subchain").forward(late, INITIATOR));

    assertThat(initiator.state(late.transaction()).status()).isEqualTo(ApplicationStatus.Rejected);
    assertThat(initiator.journal.recordQueue().size()).isZero();
  }

  @Test
  void shouldKeepToTheFirstCall_whenASubchainProxyForgotItsRequestId() {
    Author subchain = Author.of(consortium.chain(), "registry/subchain");
    ApplicationCall first = steps(STORE, STORE).request("deed-1").sign(APPLICATION);
    ApplicationCall second = steps(STORE, STORE).request("deed-1").sign(APPLICATION);
    ApplicationCall other = steps(STORE, STORE).request("deed-2").sign(APPLICATION);
    assertThat(initiator.receive(subchain.forward(first, INITIATOR)).status()).isEqualTo(202);

    Desk.Answer refused = initiator.receive(subchain.forward(second, INITIATOR));

    assertThat(refused.code()).isEqualTo("request-conflict");
    assertThat(refused.toString()).contains(first.transaction());
    assertThat(initiator.receive(subchain.forward(first, INITIATOR)).status()).isEqualTo(202);
    assertThat(initiator.receive(subchain.forward(other, INITIATOR)).status()).isEqualTo(202);
    assertThat(initiator.journal.recordQueue().size()).isEqualTo(2);
  }

  @Test
  void shouldKeepNothing_whenARequestIsRefused() {
    participant.receive(court.stepRequest(call, PARTICIPANT));

    assertThat(participant.state(call.transaction())).isInstanceOf(Unseen.class);
    for (String table : List.of("calls", "disclosures", "evidence", "received_requests", "inbox")) {
      assertThat(participant.rows(table)).as(table).isZero();
    }
  }

  private ApplicationCall.Builder steps(String first, String second) {
    return Calls.builder(consortium.chain(), 600)
        .write(StepSide.SOURCE, "registry/evidence", first, Calls.digest(), "x")
        .write(StepSide.TARGET, "notary/evidence", second, Calls.digest(), "x");
  }

  private static MessageData.Outcome outcome(StepAction action) {
    return new MessageData.Outcome(
        action,
        StepResult.SUCCEEDED,
        Optional.empty(),
        Optional.of(Author.EVIDENCE),
        Optional.of(new Evidence(Author.EVIDENCE).digest()),
        Optional.empty(),
        Optional.of("0x" + "77".repeat(32)));
  }

  private static List<Envelope> ordersOf(Desk desk) {
    return desk.sent.stream().filter(sent -> sent.claimed().type() == MessageType.EXECUTE).toList();
  }

  private StepProgress step(Desk desk, int step) {
    return desk.state(call.transaction()).known().orElseThrow().step(step);
  }

  /** Another message id in the signed payload. */
  private static byte[] altered(Envelope good) {
    String text = new String(good.bytes(), StandardCharsets.UTF_8);
    Matcher payload = Pattern.compile("\"payload\":\"([^\"]+)\"").matcher(text);
    assertThat(payload.find()).isTrue();
    String said =
        new String(Base64.getUrlDecoder().decode(payload.group(1)), StandardCharsets.UTF_8);
    String changed = said.replace(good.claimed().id(), "0".repeat(32));
    return text.replace(
            payload.group(1),
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(changed.getBytes(StandardCharsets.UTF_8)))
        .getBytes(StandardCharsets.UTF_8);
  }
}
