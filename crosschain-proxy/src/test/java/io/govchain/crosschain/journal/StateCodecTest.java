package io.govchain.crosschain.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.crosschain.engine.Alarm;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.EngineSamples;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.TransactionState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateCodecTest {
  private final StateCodec codec = new StateCodec();

  static Stream<TransactionState> states() {
    return EngineSamples.states();
  }

  @ParameterizedTest
  @MethodSource("states")
  void shouldReadWhatItWrote_forEveryState(TransactionState state) {
    assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
  }

  @Test
  void shouldHaveASample_forEveryKindOfState() {
    Set<Class<?>> sampled = states().map(Object::getClass).collect(Collectors.toSet());
    assertThat(sampled).containsExactlyInAnyOrder(TransactionState.class.getPermittedSubclasses());
  }

  @Test
  void shouldReadWhatAnOlderProgramWrote() throws IOException {
    String text = stored("escalated.v5.json");
    assertThat(codec.encode(codec.decode(text))).isEqualTo(text);
    for (String older : List.of("escalated.v2.json", "escalated.v3.json", "escalated.v4.json")) {
      assertThat(codec.encode(codec.decode(stored(older))))
          .as("%s as this program writes it", older)
          .isEqualTo(text);
    }
  }

  private String stored(String name) throws IOException {
    try (InputStream stored = getClass().getResourceAsStream(name)) {
      return new String(stored.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  @ParameterizedTest
  @MethodSource("states")
  void shouldWriteInFull_whateverSaysSomething(TransactionState state) {
    String text = codec.encode(state);
    for (StepProgress step : state.known().map(Progress::steps).orElse(List.of())) {
      assertThat(text)
          .as("digests and reasons of %s", step)
          .contains(
              step.result().reason().text(),
              step.judgement().reason().text(),
              step.undoing().reason().text());
      Stream.of(step.result().digest(), step.judgement().digest(), step.onChain().digest())
          .filter(digest -> !digest.equals(StepResult.NO_DIGEST))
          .forEach(digest -> assertThat(text).contains(digest));
    }
  }

  @ParameterizedTest
  @MethodSource("effects")
  void shouldReadWhatItWrote_forEveryLocalEffect(Effect.LocalEffect effect) {
    assertThat(codec.decodeEffect(codec.encode(effect))).isEqualTo(effect);
  }

  static Stream<Effect.LocalEffect> effects() {
    return Stream.of(
        new Effect.JudgeEvidence(3, "0xd"),
        new Effect.RaiseAlarm(new Alarm(Alarm.Code.Escalated, 255, "text \"quoted\" 台账")));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void shouldReadWhatItWrote_forEveryMessage(Effect.MessageEffect message) {
    assertThat(codec.decodeMessage(codec.encode(message))).isEqualTo(message);
  }

  @Test
  void shouldHaveASample_forEveryKindOfMessage() {
    Set<Class<?>> sampled = messages().map(Object::getClass).collect(Collectors.toSet());
    assertThat(sampled)
        .containsExactlyInAnyOrder(Effect.MessageEffect.class.getPermittedSubclasses());
  }

  static Stream<Effect.MessageEffect> messages() {
    Reason reason = new Reason("some-code", "text \"quoted\" 台账");
    return Stream.concat(
        Stream.of(
            new Effect.ExecuteStep(0),
            new Effect.CompensateStep(1, 3),
            new Effect.SendStepRequest(2, "a/crosschain"),
            new Effect.SendStepOutcome(3, "a/crosschain"),
            new Effect.SendEvidenceRequest(4, "a/crosschain"),
            new Effect.SendCompensationRequest("a/crosschain", reason),
            new Effect.SendRefusal(254, "a/crosschain", reason)),
        states().flatMap(state -> state.view().stream()).map(Effect.NotifyApplication::new));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void shouldRefuse_whenTheTextIsNoStateOfThisVersion(String text) {
    assertThatThrownBy(() -> codec.decode(text))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("state-unreadable");
  }

  static Stream<String> unreadable() {
    return Stream.of(
        "",
        "[]",
        "{}",
        "{\"version\":1,\"state\":\"unseen\"}",
        "{\"version\":2}",
        "{\"version\":5}",
        "{\"version\":6,\"state\":\"unseen\"}",
        "{\"version\":5,\"state\":\"unheard-of\"}",
        "{\"version\":5,\"state\":\"unseen\",\"more\":1}",
        "{\"version\":5,\"state\":\"settled\",\"progress\":\"\"}",
        "{\"version\":5,\"state\":\"settled\",\"progress\":null}",
        "{\"version\":2,\"state\":\"unheard-of\"}",
        "{\"version\":2,\"state\":\"unseen\",\"more\":1}",
        "{\"version\":2,\"state\":\"settled\"}",
        "{\"version\":2,\"state\":\"settled\",\"progress\":null}",
        "{\"version\":2,\"state\":\"unseen\"");
  }
}
