package io.govchain.console.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The vectors that the page's tests tell events by, too: its files and the server's say the same.
 */
class EventWordsTest {
  private static final Path VECTORS = Path.of("../vectors/events.json");

  private static JsonNode read() throws IOException {
    return new ObjectMapper().readTree(VECTORS.toFile());
  }

  static Stream<JsonNode> events() throws IOException {
    JsonNode events = read().get("events");
    assertThat(events).as("events of %s", VECTORS).hasSizeGreaterThan(30);
    return events.valueStream();
  }

  @ParameterizedTest
  @MethodSource("events")
  void shouldSayWhatThePageSays_whenAnEventIsTold(JsonNode event) throws IOException {
    Map<String, String> codes = new HashMap<>();
    read()
        .get("codes")
        .properties()
        .forEach(each -> codes.put(each.getKey(), each.getValue().asText()));
    EventWords words = new EventWords(codes);
    String type = event.get("type").asText();
    assertThat(words.tell(type, event.get("data"), Language.CHINESE))
        .isEqualTo(event.get("zh").asText());
    assertThat(words.tell(type, event.get("data"), Language.ENGLISH))
        .isEqualTo(event.get("en").asText());
  }

  @Test
  void shouldNameBoth_whenTheLedgerCannotTellTwoInstitutionsApart() throws IOException {
    String half = "0x" + "1a".repeat(16);
    EventWords words =
        new EventWords(Map.of(half + "00".repeat(16), "one", half + "01".repeat(16), "other"));
    JsonNode opened = read().get("events").get(0);
    assertThat(words.tell("TransactionOpened", opened.get("data"), Language.ENGLISH))
        .containsPattern("^(one / other|other / one) opened");
  }
}
