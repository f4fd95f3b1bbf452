package io.govchain.evm.abi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Custom errors of contracts by selector, from their ABIs. Text and panic reverts are known without
 * any ABI.
 */
public final class CustomErrors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BUILT_IN =
      """
      [{"type":"error","name":"Error","inputs":[{"name":"message","type":"string"}]},
       {"type":"error","name":"Panic","inputs":[{"name":"code","type":"uint256"}]}]""";

  private final Map<String, Definition> bySelector;

  private record Definition(String name, List<String> names, List<AbiType> types) {}

  private CustomErrors(Map<String, Definition> bySelector) {
    this.bySelector = Map.copyOf(bySelector);
  }

  /** No ABI: text and panic reverts only. */
  public static CustomErrors none() {
    return ofAbis(List.of());
  }

  /**
   * The errors declared in these contract ABIs, each a JSON array.
   *
   * @throws IllegalArgumentException if one is not an ABI
   */
  public static CustomErrors ofAbis(Collection<String> abis) {
    Map<String, Definition> bySelector = new HashMap<>();
    read(BUILT_IN, bySelector);
    abis.forEach(abi -> read(abi, bySelector));
    return new CustomErrors(bySelector);
  }

  /** Both sets together. */
  public CustomErrors plus(CustomErrors other) {
    Map<String, Definition> union = new HashMap<>(bySelector);
    union.putAll(other.bySelector);
    return new CustomErrors(union);
  }

  /** Decodes revert data; never fails: what cannot be decoded is named by its selector. */
  public RevertReason decode(String data) {
    byte[] bytes = Hex.bytes(data);
    if (bytes.length < 4) {
      return new RevertReason(bytes.length == 0 ? "" : Hex.of(bytes), List.of(), Hex.of(bytes));
    }
    String selector = Hex.of(Arrays.copyOf(bytes, 4));
    Definition definition = bySelector.get(selector);
    if (definition != null) {
      try {
        byte[] body = Arrays.copyOfRange(bytes, 4, bytes.length);
        JsonNode values = new AbiDecoder(body, definition.name()).decode(definition.types());
        return new RevertReason(definition.name(), named(definition, values), Hex.of(bytes));
      } catch (AbiException malformed) {
        return new RevertReason(selector, List.of(), Hex.of(bytes));
      }
    }
    return new RevertReason(selector, List.of(), Hex.of(bytes));
  }

  private static List<NamedValue> named(Definition definition, JsonNode values) {
    List<NamedValue> arguments = new ArrayList<>();
    for (int i = 0; i < definition.names().size(); i++) {
      JsonNode value = values.get(i);
      arguments.add(
          new NamedValue(
              definition.names().get(i),
              definition.types().get(i).canonical(),
              value.isValueNode() ? value.asText() : value.toString()));
    }
    return arguments;
  }

  private static void read(String abi, Map<String, Definition> target) {
    JsonNode entries;
    try {
      entries = JSON.readTree(abi);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("contract ABI is not JSON: " + e.getOriginalMessage(), e);
    }
    if (!entries.isArray()) {
      throw new IllegalArgumentException("contract ABI: expected a JSON array");
    }
    for (JsonNode entry : entries) {
      if (entry.path("type").asText().equals("error")) {
        Definition definition = definition(entry);
        String signature = definition.name() + new AbiType.Tuple(definition.types()).canonical();
        byte[] hash = Keccak.hash(signature.getBytes(StandardCharsets.UTF_8));
        target.put(Hex.of(Arrays.copyOf(hash, 4)), definition);
      }
    }
  }

  private static Definition definition(JsonNode entry) {
    List<String> names = new ArrayList<>();
    List<AbiType> types = new ArrayList<>();
    for (JsonNode input : entry.path("inputs")) {
      String name = input.path("name").asText();
      names.add(name.isEmpty() ? "arg" + names.size() : name);
      types.add(AbiType.parse(canonical(input)));
    }
    return new Definition(entry.path("name").asText(), names, types);
  }

  private static String canonical(JsonNode input) {
    String type = input.path("type").asText();
    if (!type.startsWith("tuple")) {
      return type;
    }
    List<String> components = new ArrayList<>();
    input.path("components").forEach(component -> components.add(canonical(component)));
    return "(" + String.join(",", components) + ")" + type.substring("tuple".length());
  }
}
