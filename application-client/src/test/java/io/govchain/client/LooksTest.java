package io.govchain.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who waits for a call that was taken is never told that it was refused. */
class LooksTest {
  private static final String ID = "0x" + "3c".repeat(32);
  private static final URI ADDRESS = URI.create("https://127.0.0.1:9441/v1/transactions/" + ID);
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Looks looks = new Looks(ID);

  private boolean look(int status, String body) {
    return looks.look(
        () -> new Answer("GET", ADDRESS, status, body.getBytes(StandardCharsets.UTF_8)).json(JSON));
  }

  private boolean lookRefused(int status, String code) {
    return look(status, "{\"code\":\"" + code + "\",\"detail\":\"told\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "503, service-stopping",
    "503, overloaded",
    "503, registry-unavailable",
    "503, governance-unavailable",
    "503, handler-timeout",
    "429, rate-limited",
    "408, body-too-slow",
    "404, transaction-unknown"
  })
  void shouldLookAgain_whenTheProxyDoesNotTellAtTheMoment(int status, String code)
      throws Exception {
    assertThat(lookRefused(status, code)).isFalse();
    assertThat(looks.areOver()).isFalse();
    assertThatThrownBy(looks::last)
        .isInstanceOf(ProxyUnreachableException.class)
        .hasMessageContainingAll("unknown", code);

    assertThat(look(200, "{\"status\":\"settled\"}")).isTrue();
    assertThat(looks.areOver()).isTrue();
    assertThat(looks.last().path("status").asText()).isEqualTo("settled");
  }

  @Test
  void shouldLookAgain_whenSomethingInBetweenAnswers() {
    assertThat(look(502, "<html>Bad gateway")).isFalse();
    assertThat(looks.areOver()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"403, certificate-unregistered", "400, request-invalid", "0, certificate-mismatch"})
  void shouldSayAtOnceThatItIsUnknown_whenTheProxyWillNotTellThisCaller(int status, String code) {
    look(200, "{\"status\":\"executing\"}");
    looks.look(
        () -> {
          throw Answer.refusal(ADDRESS, status, JSON.createObjectNode().put("code", code));
        });

    assertThat(looks.areOver()).isTrue();
    assertThatThrownBy(looks::last)
        .isInstanceOf(ProxyUnreachableException.class)
        .hasMessageContainingAll(ID, "unknown", code);
  }

  @Test
  void shouldTellTheLastView_whenNothingIsToldAfterIt() throws Exception {
    look(200, "{\"status\":\"executing\"}");
    lookRefused(503, "service-stopping");

    JsonNode last = looks.last();

    assertThat(last.path("status").asText()).isEqualTo("executing");
    assertThat(looks.areOver()).isFalse();
  }
}
