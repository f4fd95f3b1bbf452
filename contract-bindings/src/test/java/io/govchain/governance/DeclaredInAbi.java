package io.govchain.governance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.evm.encoding.Keccak;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What an ABI declares, by signature. */
final class DeclaredInAbi {

  /** An event or function of an ABI. */
  record Declared(String name, String signature) {
    String topic() {
      return Keccak.ofText(signature);
    }

    String selector() {
      return topic().substring(0, 10);
    }
  }

  private DeclaredInAbi() {}

  static List<Declared> events(String abi) {
    return declared(abi, "event");
  }

  static List<Declared> functions(String abi) {
    return declared(abi, "function");
  }

  private static List<Declared> declared(String abi, String kind) {
    try {
      List<Declared> found = new ArrayList<>();
      for (JsonNode entry : new ObjectMapper().readTree(abi)) {
        if (entry.path("type").asText().equals(kind)) {
          String name = entry.path("name").asText();
          found.add(new Declared(name, name + types(entry.path("inputs"))));
        }
      }
      return found;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not an ABI", e);
    }
  }

  private static String types(JsonNode inputs) {
    List<String> types =
        StreamSupport.stream(inputs.spliterator(), false)
            .map(
                input -> {
                  String type = input.path("type").asText();
                  return type.startsWith("tuple")
                      ? types(input.path("components")) + type.substring("tuple".length())
                      : type;
                })
            .toList();
    return "(" + String.join(",", types) + ")";
  }
}
