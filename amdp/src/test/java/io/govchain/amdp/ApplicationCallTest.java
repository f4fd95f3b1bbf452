package io.govchain.amdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationCallTest {

  private final ApplicationCall call = Cast.call();

  @Test
  void shouldBeReadBackWhole_whenPosted() {
    CallBody body = CallBody.parse(call.body().getBytes(StandardCharsets.UTF_8));
    SignedCall received = SignedCall.of(body.call());

    assertThat(body.call().verified(Cast.APPLICATION_KEY.publicKey()).from())
        .isEqualTo(Cast.APPLICATION);
    assertThat(received.transaction()).isEqualTo(call.transaction()).matches("0x[0-9a-f]{64}");
    assertThat(received.disclosed(body.arguments())).isEqualTo(call.disclosures());
    assertThat(received.deadline()).isEqualTo(Cast.NOW + 600);
    assertThat(received.steps())
        .hasSize(3)
        .extracting(PlanStep::kind)
        .containsExactly(StepKind.WRITE, StepKind.WRITE, StepKind.READ);
    assertThat(body.json()).isEqualTo(call.body());
  }

  @Test
  void shouldHideEqualArguments_behindDifferentDigests() {
    assertThat(call.disclosures().get(0).arguments())
        .isEqualTo(call.disclosures().get(1).arguments());
    assertThat(call.call().step(0).arguments()).isNotEqualTo(call.call().step(1).arguments());
  }

  @Test
  void shouldHaveAnotherTransaction_whenSignedTwice() {
    ApplicationCall.Builder builder =
        ApplicationCall.builder()
            .from(Cast.APPLICATION)
            .to(Cast.SUBCHAIN_PROXY)
            .request("r")
            .issued(1)
            .validForSeconds(1)
            .deadlineSeconds(1)
            .pipeline(Cast.PIPELINE, Cast.CONSTRAINT)
            .read(StepSide.TARGET, "court/store", "find(uint256)", BigInteger.TWO.pow(255));

    assertThat(builder.sign(Cast.APPLICATION_KEY).transaction())
        .isNotEqualTo(builder.sign(Cast.APPLICATION_KEY).transaction());
  }

  @Test
  void shouldSayWhatIsMissing_whenAPartWasNotGiven() {
    assertThatIllegalStateException()
        .isThrownBy(() -> ApplicationCall.builder().sign(Cast.APPLICATION_KEY))
        .withMessageContaining("at least one step");
    assertThatIllegalStateException()
        .isThrownBy(() -> ApplicationCall.builder().write(StepSide.SOURCE, "a/b", "f()"))
        .withMessageContaining("pipeline");
    ApplicationCall.Builder unfinished =
        ApplicationCall.builder()
            .pipeline("a/b", Cast.CONSTRAINT)
            .write(StepSide.SOURCE, "a/b", "f()");
    assertThatIllegalStateException()
        .isThrownBy(() -> unfinished.sign(Cast.APPLICATION_KEY))
        .withMessageContaining("to was not given");
  }

  @Test
  void shouldRefuse_whenThereAreNineSteps() {
    ApplicationCall.Builder builder =
        ApplicationCall.builder()
            .from("a/b")
            .to("a/c")
            .request("r")
            .issued(1)
            .validForSeconds(1)
            .deadlineSeconds(1)
            .pipeline("a/p", Cast.CONSTRAINT);
    IntStream.range(0, 9).forEach(i -> builder.write(StepSide.SOURCE, "a/d", "f()"));

    assertThat(Refused.by(() -> builder.sign(Cast.APPLICATION_KEY)).text())
        .isEqualTo(
            "message-malformed: payload.data.steps: expected 1 to 8 elements, got 9 elements");
  }

  @Test
  void shouldRefuse_whenDisclosuresDoNotFitThePlan() {
    List<String> texts = call.disclosures().stream().map(Disclosure::text).toList();

    assertThat(Refused.code(() -> call.call().disclosed(texts.subList(0, 2))))
        .isEqualTo(AmdpError.ARGUMENTS_MISMATCH);
    assertThat(
            Refused.code(
                () -> call.call().disclosed(List.of(texts.get(1), texts.get(0), texts.get(2)))))
        .isEqualTo(AmdpError.ARGUMENTS_MISMATCH);
  }

  @Test
  void shouldRefuse_whenArgumentsTogetherWouldNotFitIntoAForward() {
    ApplicationCall.Builder builder = largeCall(5);

    assertThat(Refused.code(() -> builder.sign(Cast.APPLICATION_KEY)))
        .isEqualTo(AmdpError.ENVELOPE_TOO_LARGE);
  }

  @Test
  void shouldFitIntoAForward_whateverTheArguments() {
    ApplicationCall large = largeCall(4).sign(Cast.APPLICATION_KEY);
    List<String> texts = large.disclosures().stream().map(Disclosure::text).toList();

    Envelope forward =
        new MessageFactory(Cast.SUBCHAIN_PROXY_KEY, Cast.SUBCHAIN_PROXY, new FixedRandom("f"))
            .sign(
                Cast.draft(Cast.CROSSCHAIN_PROXY).transaction(large.transaction()),
                new MessageData.Forward(large.envelope(), texts));

    assertThat(Envelope.parse(forward.bytes()).claimed()).isEqualTo(forward.claimed());
    assertThat(CallBody.parse(large.body().getBytes(StandardCharsets.UTF_8)).arguments())
        .isEqualTo(texts);
  }

  /** Quotes are the worst: escaped in the disclosure, and again in the message. */
  private static ApplicationCall.Builder largeCall(int steps) {
    ApplicationCall.Builder builder =
        ApplicationCall.builder()
            .from(Cast.APPLICATION)
            .to(Cast.SUBCHAIN_PROXY)
            .request("large")
            .issued(Cast.NOW)
            .validForSeconds(60)
            .deadlineSeconds(60)
            .pipeline(Cast.PIPELINE, Cast.CONSTRAINT);
    String quotes = "\"".repeat((MessageData.MAX_DISCLOSURE - 40) / 2);
    IntStream.range(0, steps)
        .forEach(i -> builder.write(StepSide.SOURCE, "a/d", "f(string)", quotes));
    return builder;
  }

  @Test
  void shouldRefuse_whenThereIsNoSuchStep() {
    assertThat(Refused.code(() -> call.call().step(3))).isEqualTo(AmdpError.PLAN_INVALID);
    assertThat(Refused.code(() -> call.call().step(-1))).isEqualTo(AmdpError.PLAN_INVALID);
  }

  @Test
  void shouldRefuse_whenTheEnvelopeIsNotACall() {
    assertThat(Refused.code(() -> SignedCall.of(Cast.stepRequest())))
        .isEqualTo(AmdpError.MESSAGE_MALFORMED);
    assertThat(Refused.code(() -> TransactionId.of(Cast.stepRequest())))
        .isEqualTo(AmdpError.MESSAGE_MALFORMED);
  }

  @Test
  void shouldRefuseACall_whosePipelineIsNotTheFirstSteps() {
    Jws forged =
        Jws.of(call.envelope())
            .replacingInPayload(
                "\"pipeline\":\"registry/evidence\",\"from\"",
                "\"pipeline\":\"registry/other\",\"from\"");

    assertThat(Refused.by(() -> Envelope.parse(forged.bytes())).where())
        .isEqualTo("payload.pipeline and payload.constraint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"call\":{}}",
        "{\"call\":null,\"arguments\":[]}",
        "{\"call\":CALL}",
        "{\"call\":CALL,\"arguments\":\"\"}",
        "{\"call\":CALL,\"arguments\":[1]}",
        "{\"call\":CALL,\"arguments\":[\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"]}",
        "{\"call\":CALL,\"arguments\":[],\"more\":1}",
        "{\"call\":CALL,\"call\":CALL,\"arguments\":[]}"
      })
  void shouldRefuseABody_ofAnotherForm(String body) {
    byte[] bytes = body.replace("CALL", call.envelope().json()).getBytes(StandardCharsets.UTF_8);

    assertThat(Refused.code(() -> CallBody.parse(bytes))).isEqualTo(AmdpError.ENVELOPE_MALFORMED);
  }

  @Test
  void shouldRefuseABody_thatIsTooLarge() {
    assertThat(Refused.code(() -> CallBody.parse(new byte[Envelope.MAX_BYTES + 1])))
        .isEqualTo(AmdpError.ENVELOPE_TOO_LARGE);
  }
}
