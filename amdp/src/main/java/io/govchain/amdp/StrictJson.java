package io.govchain.amdp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * JSON with one meaning only: strict UTF-8, no duplicate names, nothing after the value, bounded
 * size and depth. Bytes are decoded here rather than by the parser, which would guess UTF-16 and
 * UTF-32 too.
 */
final class StrictJson {

  static final int MAX_DEPTH = 32;

  private static final String UNICODE_ESCAPE = "\\u";

  private static final JsonMapper MAPPER = mapper();

  private StrictJson() {}

  static JsonNode parse(AmdpError code, String where, byte[] utf8) {
    String text;
    try {
      CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
      text = decoded.toString();
    } catch (CharacterCodingException e) {
      throw new AmdpException(code, where, "UTF-8", "other bytes");
    }
    JsonNode tree = read(code, where, text);
    // The decoder lets no half of a pair through: only an escape can bring one in.
    if (text.contains(UNICODE_ESCAPE)) {
      requireUnicode(code, where, tree);
    }
    return tree;
  }

  static JsonNode parse(AmdpError code, String where, String text) {
    JsonNode tree = read(code, where, text);
    requireUnicode(code, where, tree);
    return tree;
  }

  private static JsonNode read(AmdpError code, String where, String text) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AmdpException(code, where, "JSON", e.getOriginalMessage());
    }
    if (tree == null || tree.isMissingNode()) {
      throw new AmdpException(code, where, "JSON", "nothing");
    }
    return tree;
  }

  static String write(JsonNode tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** An escape can smuggle in half a surrogate pair, which has no UTF-8 form and so no digest. */
  private static void requireUnicode(AmdpError code, String where, JsonNode node) {
    if (node.isTextual() && !Shape.isUnicode(node.textValue())) {
      throw new AmdpException(code, where, "well-formed Unicode", "an unpaired surrogate");
    }
    node.fieldNames().forEachRemaining(name -> requireName(code, where, name));
    node.forEach(child -> requireUnicode(code, where, child));
  }

  private static void requireName(AmdpError code, String where, String name) {
    if (!Shape.isUnicode(name)) {
      throw new AmdpException(
          code, where, "well-formed Unicode", "an unpaired surrogate in a name");
    }
  }

  private static JsonMapper mapper() {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxDocumentLength(Envelope.MAX_BYTES)
            .maxStringLength(Envelope.MAX_BYTES)
            .maxNameLength(128)
            .maxNumberLength(100)
            .build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();
  }
}
