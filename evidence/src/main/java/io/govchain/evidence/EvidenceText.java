package io.govchain.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.govchain.evm.proof.ProofException;
import io.govchain.evm.proof.ValidatorTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the JSON of EVM evidence; everything in it comes from somebody who may lie. */
public final class EvidenceText {
  private static final int MAX_DEPTH = 5;
  private static final Pattern START = Pattern.compile(" *\\(start marker at .*", Pattern.DOTALL);
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .build();

  private static final JsonMapper VALUES = JsonMapper.builder().build();

  private final JsonNode json;

  private EvidenceText(JsonNode json) {
    this.json = json;
  }

  /**
   * Reads the text of evidence.
   *
   * @throws IllegalArgumentException if it is not a JSON object
   */
  public static EvidenceText parse(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (json == null || !json.isObject()) {
        throw new IllegalArgumentException("evidence: expected a JSON object");
      }
      return new EvidenceText(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("evidence: expected JSON, actual " + reason(e), e);
    }
  }

  /** The library's words without its own terms for where what is not ended began. */
  private static String reason(JsonProcessingException malformed) {
    return "%s, in line %d, column %d"
        .formatted(
            START.matcher(malformed.getOriginalMessage()).replaceFirst(""),
            malformed.getLocation().getLineNr(),
            malformed.getLocation().getColumnNr());
  }

  /**
   * Reads a value that a step is said to have returned.
   *
   * @throws IllegalArgumentException if it is not JSON
   */
  public static JsonNode json(String text) {
    try {
      return VALUES.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "value: expected JSON, actual " + e.getOriginalMessage(), e);
    }
  }

  /** A member that is text; anything else is an {@link IllegalArgumentException}. */
  public String text(String name) {
    JsonNode value = json.get(name);
    if (value == null || !value.isTextual()) {
      throw new IllegalArgumentException("evidence." + name + ": expected a text");
    }
    return value.textValue();
  }

  /** A member that is a whole number; anything else is an {@link IllegalArgumentException}. */
  public long number(String name) {
    JsonNode value = json.get(name);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("evidence." + name + ": expected a whole number");
    }
    return value.longValue();
  }

  List<String> texts(String name) {
    JsonNode value = json.get(name);
    if (value == null || !value.isArray()) {
      throw new IllegalArgumentException("evidence." + name + ": expected an array of texts");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value) {
      if (!each.isTextual()) {
        throw new IllegalArgumentException("evidence." + name + ": expected an array of texts");
      }
      texts.add(each.textValue());
    }
    return texts;
  }

  /**
   * How the validators changed that sealed the block; evidence need not tell it.
   *
   * @throws ProofException if it tells something else
   */
  Optional<ValidatorTrail> validators() {
    return Optional.ofNullable(json.get("validators")).map(ValidatorTrail::parse);
  }
}
