package io.govchain.console.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.console.store.ConsoleJson;
import io.govchain.contracts.ContractArtifacts;
import io.govchain.evm.encoding.Keccak;
import io.govchain.governance.ContractNames;
import io.govchain.governance.ProposedCall;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Names of the governance contracts' functions, from their ABIs. */
final class GovernanceFunctions {
  private static final int SELECTOR_END = 10;

  /** Function names by address, then selector; a contract's ABI is read when it is asked for. */
  private final Map<String, Map<String, String>> functions = new ConcurrentHashMap<>();

  private final Map<String, String> contracts = new HashMap<>();

  GovernanceFunctions() {
    ContractNames.addresses().forEach((name, address) -> contracts.put(address, name));
  }

  /** The function's name, if the contract is known to have it, and the call moves no money. */
  Optional<String> function(ProposedCall call) {
    if (call.movesValue()) {
      return Optional.empty();
    }
    return function(call.to().toLowerCase(Locale.ROOT), call.selector());
  }

  private Optional<String> function(String address, String selector) {
    return Optional.ofNullable(contracts.get(address))
        .map(name -> functions.computeIfAbsent(name, GovernanceFunctions::read).get(selector));
  }

  private static Map<String, String> read(String contract) {
    try {
      Map<String, String> found = new HashMap<>();
      for (JsonNode entry : ConsoleJson.mapper().readTree(ContractArtifacts.abi(contract))) {
        if (entry.path("type").asText().equals("function")) {
          String name = entry.path("name").asText();
          String selector =
              Keccak.ofText(name + types(entry.path("inputs"))).substring(0, SELECTOR_END);
          found.put(selector, name);
        }
      }
      return found;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("ABI of " + contract, e);
    }
  }

  private static String types(JsonNode inputs) {
    return StreamSupport.stream(inputs.spliterator(), false)
        .map(GovernanceFunctions::type)
        .collect(Collectors.joining(",", "(", ")"));
  }

  private static String type(JsonNode input) {
    String type = input.path("type").asText();
    return type.startsWith("tuple")
        ? types(input.path("components")) + type.substring("tuple".length())
        : type;
  }
}
