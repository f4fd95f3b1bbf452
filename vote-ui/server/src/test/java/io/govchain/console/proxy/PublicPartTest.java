package io.govchain.console.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class PublicPartTest {
  private static final String TOLD =
      """
      {"transaction": "0x3c", "status": "escalated",
       "detail": {"code": "compensation-failed", "text": "PRIVATE balance too low"},
       "steps": [{"step": 0, "function": "PRIVATE", "reason": {"text": "PRIVATE revert"},
                  "undoing": {"stage": "failed", "reason": {"text": "PRIVATE revert"}}}],
       "agreement": {"neededFrom": [{"party": "court/proxy", "agreedTo": "0xd1"}],
                     "agreedHere": "0xd1",
                     "settlements": [{"digest": "0xd1", "text": "PRIVATE: the notary pays"}]},
       "actions": [{"action": "agree", "open": true, "to": "an operator", "text": "all name one"}],
       "alarms": [{"code": "stuck", "text": "PRIVATE alarm"}],
       "news": "PRIVATE of a later proxy"}
      """;

  @Test
  void shouldTellWhatCanBeDoneAndNoPrivateWords() throws Exception {
    JsonNode told = new ObjectMapper().readTree(TOLD);

    JsonNode shown = PublicPart.of(told);

    assertThat(shown.toString()).doesNotContain("PRIVATE");
    assertThat(shown.path("withheld").asBoolean()).isTrue();
    assertThat(shown.path("actions")).isEqualTo(told.path("actions"));
    assertThat(shown.at("/agreement/neededFrom")).isEqualTo(told.at("/agreement/neededFrom"));
    assertThat(shown.at("/agreement/agreedHere").asText()).isEqualTo("0xd1");
  }
}
