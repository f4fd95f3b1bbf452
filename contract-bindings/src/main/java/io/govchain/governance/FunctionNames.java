package io.govchain.governance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.govchain.contracts.ContractArtifacts;
import io.govchain.evm.encoding.Keccak;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** Signatures of the governance contracts' functions by selector, from their ABIs. */
final class FunctionNames {

  private static final int SELECTOR_DIGITS = 10;
  private static final Map<String, Map<String, String>> BY_CONTRACT = new ConcurrentHashMap<>();

  private FunctionNames() {}

  /** The function's signature, or the selector where the contract is unknown or newer. */
  static String of(String address, String selector) {
    String contract = ActionNames.contract(address);
    if (contract.equals(address)) {
      return selector;
    }
    return BY_CONTRACT
        .computeIfAbsent(contract, name -> signatures(ContractArtifacts.abi(name)))
        .getOrDefault(selector, selector);
  }

  private static Map<String, String> signatures(String abi) {
    try {
      Map<String, String> found = new HashMap<>();
      for (JsonNode entry : new ObjectMapper().readTree(abi)) {
        if (entry.path("type").asText().equals("function")) {
          String signature = entry.path("name").asText() + types(entry.path("inputs"));
          found.put(Keccak.ofText(signature).substring(0, SELECTOR_DIGITS), signature);
        }
      }
      return found;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an ABI in this program's jar is no JSON", e);
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
