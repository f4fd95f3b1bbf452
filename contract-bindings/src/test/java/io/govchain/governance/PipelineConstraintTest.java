package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The vectors by which the console's page computes constraints, too. */
final class PipelineConstraintTest {

  private static final String VECTORS = "pipeline-constraints.json";
  private static final String NOT_AGREED = "0x" + "0".repeat(64);

  @Test
  void shouldComputeTheHashOfEveryVector_whenGivenWhatWasAgreed() throws IOException {
    List<String> seen = new ArrayList<>();
    try (InputStream vectors = PipelineConstraintTest.class.getResourceAsStream(VECTORS)) {
      for (JsonNode vector : new ObjectMapper().readTree(vectors)) {
        Pipeline pipeline = pipeline(vector.get("pipeline"));

        assertThat(pipeline.constraintOn(vector.get("chainId").longValue()))
            .as(vector.get("name").textValue())
            .isEqualTo(vector.get("constraint").textValue());
        seen.add(vector.get("constraint").textValue());
      }
    }
    assertThat(seen).hasSizeGreaterThan(2).doesNotHaveDuplicates();
  }

  private static Pipeline pipeline(JsonNode json) {
    return new Pipeline(
        json.get("id").textValue(),
        "registry/to-notary",
        json.get("number").longValue(),
        side(json.get("source")),
        side(json.get("target")),
        Pipeline.Status.REQUESTED,
        0,
        terms(json.get("terms")),
        NOT_AGREED,
        json.get("sourceTrust").textValue(),
        json.get("targetTrust").textValue());
  }

  private static PipelineSide side(JsonNode json) {
    List<String> functions = new ArrayList<>();
    json.get("functions").forEach(function -> functions.add(function.textValue()));
    return new PipelineSide(
        json.get("institution").textValue(),
        json.get("subchain").textValue(),
        json.get("service").textValue(),
        Optional.ofNullable(json.get("application").textValue()),
        json.get("businessContract").textValue(),
        functions);
  }

  private static Pipeline.Terms terms(JsonNode json) {
    return new Pipeline.Terms(
        json.get("validUntil").longValue(),
        DataClass.valueOf(json.get("dataClass").textValue()),
        json.get("callsPerWindow").longValue(),
        json.get("windowSeconds").longValue());
  }
}
