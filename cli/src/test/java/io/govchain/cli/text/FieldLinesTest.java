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

  private static String lines(String json) throws JsonProcessingException {
    return FieldLines.of(new ObjectMapper().readTree(json), Map.of());
  }
}
