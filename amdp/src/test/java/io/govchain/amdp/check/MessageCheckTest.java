package io.govchain.amdp.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.amdp.AmdpError;
import io.govchain.amdp.ApplicationCall;
import io.govchain.amdp.Cast;
import io.govchain.amdp.Envelope;
import io.govchain.amdp.FixedRandom;
import io.govchain.amdp.MessageData;
import io.govchain.amdp.MessageDraft;
import io.govchain.amdp.MessageFactory;
import io.govchain.amdp.MessageType;
import io.govchain.amdp.Problem;
import io.govchain.amdp.Reason;
import io.govchain.amdp.StepAction;
import io.govchain.amdp.StepKind;
import io.govchain.amdp.check.MessageVerdict.Accept;
import io.govchain.amdp.check.MessageVerdict.Defer;
import io.govchain.amdp.check.MessageVerdict.Ignore;
import io.govchain.amdp.check.MessageVerdict.Reject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessageCheckTest {

  private static final String ANOTHER = "0x" + "ee".repeat(32);
  private final Envelope request = Cast.stepRequest();
  private final MessageFacts facts = facts(Cast.NOW + 3);

  @Test
  void shouldAccept_whenEverythingIsAsRegistered() {
    assertThat(MessageCheck.check(request, facts)).isEqualTo(new Accept(request.claimed()));
  }

  @Test
  void shouldReject_whenMeantForAnother() {
    Envelope elsewhere = Cast.stepRequest(Cast.draft("bank/crosschain-proxy").step(1));

    assertRejected(
        elsewhere, facts, AmdpError.AUDIENCE_MISMATCH, Cast.PEER, "bank/crosschain-proxy");
  }

  @Test
  void shouldReject_whenTheTypeIsNotTakenHere() {
    MessageFacts subchainProxy =
        MessageFacts.of(Cast.NOW, Cast.PEER, MessageType.EXECUTE, MessageType.CALL);

    assertRejected(
        request,
        subchainProxy,
        AmdpError.MESSAGE_TYPE_REFUSED,
        "one of call, execute",
        "step-request");
  }

  @Test
  void shouldReject_whenTheSenderIsNotRegistered() {
    MessageFacts nobody = MessageFacts.of(Cast.NOW, Cast.PEER, MessageType.STEP_REQUEST);

    assertRejected(
        request, nobody, AmdpError.SENDER_UNKNOWN, "a registered sender", Cast.CROSSCHAIN_PROXY);
  }

  @Test
  void shouldReject_whenAnotherKeyIsRegisteredNow() {
    MessageFacts rotated = facts.sender(Cast.STRANGER_KEY.publicKey(), true);

    assertRejected(
        request,
        rotated,
        AmdpError.KEY_MISMATCH,
        "the registered " + Cast.STRANGER_KEY.address(),
        Cast.CROSSCHAIN_PROXY_KEY.address());
  }

  @Test
  void shouldReject_whenTheSenderIsSuspended() {
    MessageFacts suspended = facts.sender(Cast.CROSSCHAIN_PROXY_KEY.publicKey(), false);

    assertThat(code(request, suspended)).isEqualTo(AmdpError.SENDER_NOT_ACTIVE);
  }

  @Test
  void shouldTellAStrangerNothing_aboutWhatIsStored() {
    MessageFacts stored =
        facts.sender(Cast.STRANGER_KEY.publicKey(), true).seen(Optional.of(request.digest()));

    assertThat(code(request, stored)).isEqualTo(AmdpError.KEY_MISMATCH);
  }

  @Test
  void shouldIgnore_whenTheSameEnvelopeIsStored() {
    MessageVerdict verdict = MessageCheck.check(request, facts.seen(Optional.of(request.digest())));

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Ignore.class, ignored -> code(ignored.problem(), "envelope-duplicate"));
  }

  @Test
  void shouldIgnore_whenADuplicateComesAfterItExpired() {
    MessageFacts late = facts(Cast.NOW + 100_000).seen(Optional.of(request.digest()));

    assertThat(MessageCheck.check(request, late)).isInstanceOf(Ignore.class);
  }

  @Test
  void shouldReject_whenTheIdBelongsToAnotherEnvelope() {
    assertThat(code(request, facts.seen(Optional.of(ANOTHER))))
        .isEqualTo(AmdpError.MESSAGE_ID_REUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "700, ACCEPT",
    "701, envelope-expired",
    "2, ACCEPT",
    "-28, ACCEPT",
    "-29, DEFER",
    "-298, DEFER",
    "-299, envelope-not-yet-valid",
  })
  void shouldGoByBlockTime(long afterNow, String expected) {
    MessageVerdict verdict = MessageCheck.check(request, facts(Cast.NOW + afterNow));

    String actual =
        switch (verdict) {
          case Accept accept -> "ACCEPT";
          case Defer defer -> "DEFER";
          case Ignore ignore -> "IGNORE";
          case Reject reject -> reject.problem().code().wire();
        };
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void shouldReject_whenThePipelineIsUnknown() {
    MessageFacts unknown =
        MessageFacts.of(Cast.NOW, Cast.PEER, MessageType.STEP_REQUEST)
            .sender(Cast.CROSSCHAIN_PROXY_KEY.publicKey(), true);

    assertRejected(
        request, unknown, AmdpError.PIPELINE_UNKNOWN, "a registered pipeline", Cast.PIPELINE);
  }

  @Test
  void shouldReject_whenThePipelineHasOtherAttributes() {
    assertRejected(
        request,
        facts.pipeline(ANOTHER, true),
        AmdpError.CONSTRAINT_MISMATCH,
        ANOTHER,
        Cast.CONSTRAINT);
  }

  @Test
  void shouldReject_whenSomethingIsBegunThroughAClosedPipeline() {
    assertThat(code(request, facts.pipeline(Cast.CONSTRAINT, false)))
        .isEqualTo(AmdpError.PIPELINE_NOT_ACTIVE);
  }

  @ParameterizedTest
  @EnumSource(StepAction.class)
  void shouldAccept_whenAnOrderComesAfterThePipelineWasClosed(StepAction action) {
    assertThat(MessageCheck.check(execute(action), closed(MessageType.EXECUTE)))
        .isInstanceOf(Accept.class);
  }

  @Test
  void shouldAccept_whenWhatWasBegunIsEndedAfterThePipelineWasClosed() {
    Envelope nudge =
        signed(draft(), new MessageData.CompensationRequest(new Reason("aborted", "")));

    assertThat(MessageCheck.check(nudge, closed(MessageType.COMPENSATION_REQUEST)))
        .isInstanceOf(Accept.class);
  }

  @Test
  void shouldReject_whenTheAnswerIsToNoRequestOfOurs() {
    Envelope refusal =
        signed(draft().inReplyTo(ANOTHER), new MessageData.Refusal(new Reason("plan-invalid", "")));
    MessageFacts answers =
        MessageFacts.of(Cast.NOW, Cast.PEER, MessageType.REFUSAL)
            .sender(Cast.CROSSCHAIN_PROXY_KEY.publicKey(), true)
            .pipeline(Cast.CONSTRAINT, true);

    assertThat(code(refusal, answers)).isEqualTo(AmdpError.REPLY_MISMATCH);
    assertThat(MessageCheck.check(refusal, answers.replyKnown(true))).isInstanceOf(Accept.class);
  }

  @Test
  void shouldReject_whenTheCarriedCallIsOfAnotherTransaction() {
    Envelope other = Cast.stepRequest(Cast.draft(Cast.PEER).step(1).transaction(ANOTHER));

    assertRejected(
        other, facts, AmdpError.TRANSACTION_MISMATCH, Cast.call().transaction(), ANOTHER);
  }

  @Test
  void shouldReject_whenTheCarriedCallHasNoSuchStep() {
    assertThat(code(Cast.stepRequest(Cast.draft(Cast.PEER).step(3)), facts))
        .isEqualTo(AmdpError.PLAN_INVALID);
  }

  @Test
  void shouldReject_whenTheCarriedCallsStepRunsThroughAnotherPipeline() {
    Envelope other =
        Cast.stepRequest(Cast.draft(Cast.PEER).step(1).pipeline("registry/other", Cast.CONSTRAINT));

    assertThat(code(other, facts)).isEqualTo(AmdpError.CONSTRAINT_MISMATCH);
  }

  @Test
  void shouldReject_whenACallIsForwardedByAProxyItWasNotSentTo() {
    ApplicationCall call = Cast.call();
    MessageData.Forward data =
        new MessageData.Forward(
            call.envelope(),
            call.disclosures().stream().map(disclosure -> disclosure.text()).toList());
    Envelope forward = signed(draft(), data);
    MessageFacts taking =
        MessageFacts.of(Cast.NOW, Cast.PEER, MessageType.FORWARD)
            .sender(Cast.CROSSCHAIN_PROXY_KEY.publicKey(), true)
            .pipeline(Cast.CONSTRAINT, true);

    assertRejected(
        forward, taking, AmdpError.AUDIENCE_MISMATCH, Cast.CROSSCHAIN_PROXY, Cast.SUBCHAIN_PROXY);
  }

  @Test
  void shouldKeepOrder_whenTheReceiverKeepsALane() {
    Envelope third =
        Cast.stepRequest(Cast.draft(Cast.PEER).step(1).place(2, Optional.of(Cast.DIGEST)));

    assertThat(MessageCheck.check(third, facts.lane(2, Optional.of(Cast.DIGEST))))
        .isInstanceOf(Accept.class);
    assertThat(code(third, facts.lane(2, Optional.of(ANOTHER))))
        .isEqualTo(AmdpError.PREVIOUS_MISMATCH);
    assertThat(code(third, facts.lane(3, Optional.of(ANOTHER))))
        .isEqualTo(AmdpError.SEQUENCE_REUSED);
    assertThat(MessageCheck.check(third, facts.lane(1, Optional.of(ANOTHER))))
        .isInstanceOfSatisfying(Defer.class, deferred -> code(deferred.problem(), "sequence-gap"));
  }

  @Test
  void shouldNotBlockTheLaneForEver_whenAMessageNeverComes() {
    Envelope third =
        Cast.stepRequest(Cast.draft(Cast.PEER).step(1).place(2, Optional.of(Cast.DIGEST)));
    long issued = third.claimed().issued();

    assertThat(
            MessageCheck.check(
                third, facts(issued + MessageCheck.GAP_SECONDS).lane(1, Optional.empty())))
        .isInstanceOf(Defer.class);
    assertThat(
            MessageCheck.check(
                third, facts(issued + MessageCheck.GAP_SECONDS + 1).lane(1, Optional.empty())))
        .isInstanceOf(Accept.class);
  }

  @Test
  void shouldAcceptEveryCall_whateverTheLane() {
    MessageFacts calls =
        MessageFacts.of(Cast.NOW, Cast.SUBCHAIN_PROXY, MessageType.CALL)
            .sender(Cast.APPLICATION_KEY.publicKey(), true)
            .pipeline(Cast.CONSTRAINT, true)
            .lane(5, Optional.of(ANOTHER));

    assertThat(MessageCheck.check(Cast.call().envelope(), calls)).isInstanceOf(Accept.class);
  }

  private static MessageFacts facts(long blockTime) {
    return MessageFacts.of(blockTime, Cast.PEER, MessageType.STEP_REQUEST)
        .sender(Cast.CROSSCHAIN_PROXY_KEY.publicKey(), true)
        .pipeline(Cast.CONSTRAINT, true);
  }

  private static MessageFacts closed(MessageType type) {
    return MessageFacts.of(Cast.NOW, Cast.PEER, type)
        .sender(Cast.CROSSCHAIN_PROXY_KEY.publicKey(), true)
        .pipeline(Cast.CONSTRAINT, false);
  }

  private static MessageDraft draft() {
    return Cast.draft(Cast.PEER);
  }

  private static Envelope signed(MessageDraft draft, MessageData data) {
    return new MessageFactory(
            Cast.CROSSCHAIN_PROXY_KEY, Cast.CROSSCHAIN_PROXY, new FixedRandom("check"))
        .sign(draft, data);
  }

  private static Envelope execute(StepAction action) {
    return signed(
        draft().step(0),
        new MessageData.Execute(
            action, "a/b", "0x00", "withdraw(bytes32)", StepKind.WRITE, List.of().toString()));
  }

  private static AmdpError code(Envelope envelope, MessageFacts facts) {
    MessageVerdict verdict = MessageCheck.check(envelope, facts);
    assertThat(verdict).isInstanceOf(Reject.class);
    return ((Reject) verdict).problem().code();
  }

  private static void code(Problem problem, String wire) {
    assertThat(problem.code().wire()).isEqualTo(wire);
  }

  private static void assertRejected(
      Envelope envelope, MessageFacts facts, AmdpError code, String expected, String actual) {
    assertThat(MessageCheck.check(envelope, facts))
        .isInstanceOfSatisfying(
            Reject.class,
            rejected -> {
              assertThat(rejected.problem().code()).isEqualTo(code);
              assertThat(rejected.problem().expected()).isEqualTo(expected);
              assertThat(rejected.problem().actual()).isEqualTo(actual);
            });
  }
}
