package io.govchain.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call whose answer was lost, handed in again. */
class RepetitionTest {
  private static final URI CALLS = URI.create("https://127.0.0.1:9441/v1/calls");
  private static final JsonNode TAKEN = JsonNodeFactory.instance.objectNode().put("status", "done");
  private final Repetition twice = new Repetition(2, Duration.ZERO);

  /** What comes back, one after the other. */
  private static Repetition.Attempt answers(Object... answers) {
    Queue<Object> left = new ArrayDeque<>(List.of(answers));
    return () -> {
      Object next = left.remove();
      if (next instanceof ProxyUnreachableException silent) {
        throw silent;
      }
      if (next instanceof ProxyRefusedException refused) {
        throw refused;
      }
      return (JsonNode) next;
    };
  }

  private static ProxyUnreachableException lost() {
    return new ProxyUnreachableException("the answer was lost", null);
  }

  private static ProxyRefusedException refused(int status, String code) {
    return Answer.refusal(
        CALLS, status, JsonNodeFactory.instance.objectNode().put("code", code).put("detail", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "503, governance-unavailable",
    "503, service-stopping",
    "429, rate-limited",
    "403, signature-invalid",
    "403, certificate-unregistered",
    "409, request-conflict",
    "422, envelope-expired",
    "0, certificate-mismatch"
  })
  void shouldSayThatTheOutcomeIsUnknown_whenARefusalFollowsALostAnswer(int status, String code) {
    assertThatThrownBy(() -> twice.until(answers(lost(), refused(status, code))))
        .isInstanceOf(ProxyUnreachableException.class)
        .hasMessageContainingAll("the answer was lost", code, "says nothing of that one");
  }

  @Test
  void shouldSayThatTheOutcomeIsUnknown_whenNoAnswerComes() {
    assertThatThrownBy(() -> twice.until(answers(lost(), lost())))
        .isInstanceOf(ProxyUnreachableException.class);
  }

  @Test
  void shouldTellTheAnswer_whenItComesAfterALostOneAndARefusal() throws Exception {
    Repetition thrice = new Repetition(3, Duration.ZERO);

    assertThat(thrice.until(answers(lost(), refused(429, "rate-limited"), TAKEN))).isEqualTo(TAKEN);
  }

  @Test
  void shouldSayThatItIsRefused_whenTheFirstAttemptIs() {
    assertThatThrownBy(() -> twice.until(answers(refused(503, "overloaded"), TAKEN)))
        .isInstanceOf(ProxyRefusedException.class);
  }
}
