package io.govchain.amdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageTest {

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"CALL"})
  void shouldRefuse_whenAMessageHasNoTransaction(MessageType type) {
    Jws jws = Jws.of(Samples.all().get(type));
    String transaction = "\"transaction\":\"" + Cast.call().transaction() + "\",";

    assertThat(
            Refused.by(() -> Envelope.parse(jws.replacingInPayload(transaction, "").bytes()))
                .where())
        .isEqualTo("payload.transaction");
  }

  @Test
  void shouldRefuse_whenACallHasATransactionAStepOrARequest() {
    Jws call = Jws.of(Cast.call().envelope());

    assertThat(where(call, "\"type\":", "\"transaction\":\"" + Cast.DIGEST + "\",\"type\":"))
        .isEqualTo("payload.transaction");
    assertThat(where(call, "\"type\":", "\"step\":0,\"type\":")).isEqualTo("payload.step");
    assertThat(where(call, "\"inReplyTo\":null", "\"inReplyTo\":\"" + Cast.DIGEST + "\""))
        .isEqualTo("payload.inReplyTo");
  }

  @Test
  void shouldRefuse_whenAnAnswerNamesNoRequest() {
    for (MessageType type :
        List.of(MessageType.OUTCOME, MessageType.EVIDENCE, MessageType.REFUSAL)) {
      Jws answer = Jws.of(Samples.all().get(type));
      String request = Samples.all().get(type).claimed().inReplyTo().orElseThrow();

      assertThat(where(answer, "\"inReplyTo\":\"" + request + "\"", "\"inReplyTo\":null"))
          .isEqualTo("payload.inReplyTo");
    }
  }

  @Test
  void shouldRefuse_whenEvidenceDoesNotHaveItsDigest() {
    Jws outcome = Jws.of(Samples.all().get(MessageType.OUTCOME));
    Jws forged = outcome.replacingInPayload("chainId\\\":1338", "chainId\\\":1339");

    assertThat(Refused.code(() -> Envelope.parse(forged.bytes())))
        .isEqualTo(AmdpError.EVIDENCE_MISMATCH);
  }

  @Test
  void shouldRefuse_whenAReadsValueIsNoArray() {
    Jws outcome = Jws.of(Samples.all().get(MessageType.OUTCOME));

    assertThat(where(outcome, "\"value\":null", "\"value\":{}")).isEqualTo("payload.data.value");
  }

  @Test
  void shouldReadBack_whatOfEarlierStepsIsShown() {
    EarlierStep shown =
        new EarlierStep(0, StepResult.SUCCEEDED, Optional.of("sealed"), Optional.of("sealed too"));
    EarlierStep hidden =
        new EarlierStep(1, StepResult.SUCCEEDED, Optional.empty(), Optional.empty());
    MessageData data =
        new MessageData.StepRequest(Cast.call().envelope(), "sealed", List.of(shown, hidden));
    Envelope envelope =
        new MessageFactory(Cast.CROSSCHAIN_PROXY_KEY, Cast.CROSSCHAIN_PROXY, new FixedRandom("e"))
            .sign(Cast.draft(Cast.PEER).step(2), data);

    assertThat(Envelope.parse(envelope.bytes()).claimed().data()).isEqualTo(data);
  }

  @Test
  void shouldFit_whateverARevertSays() {
    Reason reason = Reason.of("call-reverted", "\ud800" + "🏛".repeat(2_000) + "\0");

    assertThat(reason.text()).startsWith("?🏛").hasSizeLessThanOrEqualTo(Reason.MAX_TEXT);
    Envelope envelope =
        new MessageFactory(Cast.PEER_KEY, Cast.PEER, new FixedRandom("r"))
            .sign(
                Cast.draft(Cast.CROSSCHAIN_PROXY).step(0),
                new MessageData.CompensationOutcome(
                    StepResult.FAILED, Optional.of(reason), Optional.empty()));
    assertThat(Envelope.parse(envelope.bytes()).claimed()).isEqualTo(envelope.claimed());
  }

  @Test
  void shouldShowNoControlCharacters_inAProblem() {
    Problem problem =
        new Problem(AmdpError.PLAN_INVALID, "where", "a\nb", "c\u001b[31m" + "d".repeat(500));

    assertThat(problem.text())
        .doesNotContainPattern("\\p{Cntrl}")
        .hasSizeLessThan(400)
        .contains("(506 characters)");
  }

  private static String where(Jws jws, String right, String wrong) {
    return Refused.by(() -> Envelope.parse(jws.replacingInPayload(right, wrong).bytes())).where();
  }
}
