package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Vectors that the page is held to as well. */
class DiscussionTest {
  private static final Path VECTORS = Path.of("../vectors/discussions.json");

  @Test
  void shouldFindWhatThePageFinds_whenADescriptionNamesAnAddress() throws IOException {
    JsonNode vectors = new ObjectMapper().readTree(Files.readString(VECTORS));
    assertThat(vectors).hasSizeGreaterThan(10);
    for (JsonNode vector : vectors) {
      String description = vector.path("description").asText();
      assertThat(Discussion.in(description))
          .as(description)
          .isEqualTo(Optional.ofNullable(vector.path("link").textValue()));
    }
  }
}
