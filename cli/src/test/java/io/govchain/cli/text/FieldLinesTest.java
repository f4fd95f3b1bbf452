package io.govchain.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldLinesTest {
  @Test
  void shouldSayNoLimit_whenAPipelineHasNone() throws JsonProcessingException {
    String text =
        lines("{\"terms\":{\"callsPerWindow\":0,\"windowSeconds\":0},\"callsLeft\":null}");

    assertThat(text.lines().filter(line -> line.endsWith(" no limit"))).hasSize(3);
  }

  @Test
  void shouldSayTheNumbers_whenAPipelineIsLimited() throws JsonProcessingException {
    String text = lines("{\"terms\":{\"callsPerWindow\":5,\"windowSeconds\":60},\"callsLeft\":0}");

    assertThat(text).contains("5", "60").doesNotContain("no limit");
    assertThat(text.lines()).anyMatch(line -> line.matches("callsLeft +0"));
  }

  @Test
  void shouldMarkEveryLine_whenATextHasSeveral() throws JsonProcessingException {
    String text =
        lines("{\"note\":\"one\\nstate   active\\r\\n\\u001b[8m\\u2028two\",\"state\":\"open\"}");

    assertThat(text)
        .isEqualTo(
            "note\n  > one\n  > state   active\n  > \\u{1b}[8m\\u{2028}two\nstate               open\n");
  }

  @Test
  void shouldShowOneLine_whenItsTextEndsWithABreak() throws JsonProcessingException {
    assertThat(lines("{\"description\":\"Admit the court\\n\"}"))
        .isEqualTo(lines("{\"description\":\"Admit the court\"}"))
        .doesNotContain("\\u");
  }

  @Test
  void shouldShowWhatCouldNotBeSeen_whereverItStands() throws JsonProcessingException {
    String text =
        lines(
            "{\"a\\nb\":\"\\u202e\",\"list\":[\"x\\ny\",{\"name\":\"p\\nq\\u001b\"}],\"name\":\"0x1\"}",
            Map.of("0x1", "na\nme"));

    assertThat(text)
        .isEqualTo(
            """
            a\\u{a}b             \\u{202e}
            list
              - x\\u{a}y
              - name=p\\u{a}q\\u{1b}
            name
              > na
              > me
            """);
  }

  private static String lines(String json) throws JsonProcessingException {
    return lines(json, Map.of());
  }

  private static String lines(String json, Map<String, String> names)
      throws JsonProcessingException {
    return FieldLines.of(new ObjectMapper().readTree(json), names);
  }
}
