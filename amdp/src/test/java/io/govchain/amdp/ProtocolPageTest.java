package io.govchain.amdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.amdp.check.MessageCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page that third parties read says what the code does. */
class ProtocolPageTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private String page;

  @BeforeEach
  void readPage() throws IOException {
    page = Files.readString(Path.of("../docs/protocol.md"));
  }

  @ParameterizedTest
  @EnumSource
  void shouldShowAnExampleThatIsAVector(MessageType type) throws IOException {
    int heading = page.indexOf("### `" + type.wire() + "`");
    int start = page.indexOf("```json\n", heading) + "```json\n".length();
    JsonNode example = MAPPER.readTree(page.substring(start, page.indexOf("\n```", start)));
    JsonNode payload = MAPPER.readTree(Samples.all().get(type).payload());

    assertThat(heading).isPositive();
    assertShows(example, type == MessageType.CALL ? payload : payload.get("data"));
  }

  @ParameterizedTest
  @EnumSource
  void shouldExplainEveryCode(AmdpError code) {
    assertThat(page).contains("| `" + code.wire() + "` | ");
  }

  @Test
  void shouldNameTheLimitsOfTheCode() {
    assertThat(page)
        .contains(MessageData.MAX_DISCLOSURE + " characters")
        .contains(MessageData.MAX_DISCLOSURE_BYTES + " bytes")
        .contains(MessageData.MAX_DISCLOSURES_BYTES + " bytes")
        .contains(MessageData.MAX_EVIDENCE + " bytes")
        .contains("at most " + Message.MAX_VALIDITY_SECONDS / 86_400 + " days")
        .contains("1 second to " + MessageData.Call.MAX_DEADLINE_SECONDS / 86_400 + " days")
        .contains("at most " + MessageCheck.AHEAD_SECONDS + " seconds ahead")
        .contains("more than " + MessageCheck.FAR_AHEAD_SECONDS + " seconds ahead")
        .contains("for " + MessageCheck.GAP_SECONDS + " seconds after")
        .contains("nested at most " + StrictJson.MAX_DEPTH + " deep")
        .contains("at most " + (Envelope.MAX_BYTES >> 20) + " MiB");
    for (CallStatus status : CallStatus.values()) {
      assertThat(page).contains("`" + status.wire() + "`");
    }
  }

  /** Equal, but that a text ending in three dots stands for any text that begins like it. */
  private static void assertShows(JsonNode example, JsonNode actual) {
    if (example.isTextual() && example.textValue().endsWith("…")) {
      assertThat(actual.textValue())
          .startsWith(example.textValue().substring(0, example.textValue().length() - 1));
    } else if (example.isContainerNode()) {
      assertThat(example.size()).isEqualTo(actual.size());
      assertThat(example.getNodeType()).isEqualTo(actual.getNodeType());
      example
          .properties()
          .forEach(member -> assertShows(member.getValue(), actual.get(member.getKey())));
      for (int i = 0; example.isArray() && i < example.size(); i++) {
        assertShows(example.get(i), actual.get(i));
      }
    } else {
      assertThat(example).isEqualTo(actual);
    }
  }
}
