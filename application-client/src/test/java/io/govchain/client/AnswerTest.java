package io.govchain.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who takes an unknown outcome for a refusal hands the same in anew, and it is done twice. */
class AnswerTest {
  private static final URI CALLS = URI.create("https://127.0.0.1:9441/v1/calls");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Answer answer(String method, int status, String body) {
    return new Answer(method, CALLS, status, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String problem(String code) {
    return "{\"code\":\"" + code + "\",\"detail\":\"told\"}";
  }

  @ParameterizedTest
  @CsvSource({
    "500, internal-error",
    "503, handler-timeout",
    "503, database-unwritable",
    "503, database-closed",
    "503, a-code-of-a-later-release",
    "502, overloaded-elsewhere",
    "504, http-504"
  })
  void shouldSayThatTheOutcomeIsUnknown_whenTheRequestMayHaveBeenCarriedOut(
      int status, String code) {
    assertThatThrownBy(() -> answer("POST", status, problem(code)).json(JSON))
        .isInstanceOf(ProxyUnreachableException.class)
        .hasMessageContainingAll("POST", "unknown", code, "told", CALLS.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "400, request-invalid",
    "408, body-too-slow",
    "409, request-conflict",
    "429, rate-limited",
    "503, overloaded",
    "503, service-stopping",
    "503, registry-unavailable",
    "503, governance-unavailable",
    "503, proxy-not-active",
    "503, database-full",
    "503, database-overloaded"
  })
  void shouldSayThatItIsRefused_whenNothingWasBegun(int status, String code) {
    assertThatThrownBy(() -> answer("POST", status, problem(code)).json(JSON))
        .isInstanceOfSatisfying(
            ProxyRefusedException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.status()).isEqualTo(status);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 500, 502})
  void shouldSayThatTheOutcomeIsUnknown_whenTheAnswerCannotBeRead(int status) {
    assertThatThrownBy(() -> answer("POST", status, "<html>Bad gateway").json(JSON))
        .isInstanceOf(ProxyUnreachableException.class)
        .hasMessageContaining("answer-malformed");
  }

  @Test
  void shouldSayThatItIsRefused_whenNothingCanHaveBegunAndTheAnswerCannotBeRead() {
    assertThatThrownBy(() -> answer("POST", 413, "<html>").json(JSON))
        .isInstanceOf(ProxyRefusedException.class);
    assertThatThrownBy(() -> answer("GET", 200, "{\"items\":[").json(JSON))
        .isInstanceOf(ProxyRefusedException.class);
  }

  @Test
  void shouldTellWhatWasAnswered_whenTheRequestWasCarriedOut() throws Exception {
    assertThat(answer("POST", 202, "{\"status\":\"received\"}").json(JSON).path("status").asText())
        .isEqualTo("received");
  }
}
