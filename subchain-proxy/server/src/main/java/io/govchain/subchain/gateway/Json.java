package io.govchain.subchain.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Texts that this process made itself. */
final class Json {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Json() {}

  static JsonNode array(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("expected JSON of an adapter or journal", defect);
    }
  }

  static JsonNode object(byte[] text) {
    try {
      return JSON.readTree(text);
    } catch (IOException defect) {
      throw new IllegalStateException("expected JSON of this proxy's own answer", defect);
    }
  }
}
