package io.govchain.amdp;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/**
 * What a read returned, as those say who performed it: a JSON array. Bounded so that the values of
 * a whole plan fit into one message that tells how its transaction stands.
 *
 * @param json the array
 */
public record ReadValue(JsonNode json) {

  /** Longest JSON text, in UTF-8 bytes. */
  public static final int MAX_BYTES = 64 * 1024;

  /** Deepest nesting: it stands some levels deep in messages, whose depth is bounded. */
  public static final int MAX_DEPTH = 16;

  private static final String WHERE = "payload.data.value";

  /** Checks a value that is to be told. */
  public ReadValue {
    MessageData.array(WHERE, json);
    requireDepth(json, MAX_DEPTH);
    int size = StrictJson.write(json).getBytes(StandardCharsets.UTF_8).length;
    if (size > MAX_BYTES) {
      throw Shape.malformed(WHERE, "at most " + MAX_BYTES + " bytes", size + " bytes");
    }
  }

  private static void requireDepth(JsonNode node, int left) {
    if (node.isContainerNode() && left == 0) {
      throw Shape.malformed(WHERE, "at most " + MAX_DEPTH + " levels", "more");
    }
    node.forEach(child -> requireDepth(child, left - 1));
  }

  /**
   * Reads a value received from anybody.
   *
   * @throws AmdpException {@code message-malformed}
   */
  public static ReadValue parse(String text) {
    return new ReadValue(StrictJson.parse(AmdpError.MESSAGE_MALFORMED, WHERE, text));
  }
}
