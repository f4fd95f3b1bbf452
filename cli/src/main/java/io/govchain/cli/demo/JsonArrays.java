package io.govchain.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;

/** Arguments of a contract function. */
final class JsonArrays {
  private JsonArrays() {}

  static ArrayNode of(String... values) {
    ArrayNode array = new ObjectMapper().createArrayNode();
    for (String value : values) {
      array.add(value);
    }
    return array;
  }
}
