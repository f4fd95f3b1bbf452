package io.govchain.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Turns the dumped state of an Anvil chain into the allocation of a genesis file. */
final class GenesisAllocation {
  private static final String ZERO = "0x" + "0".repeat(64);

  private GenesisAllocation() {}

  /**
   * The contracts of the state, sorted by address, with their storage sorted by slot. Accounts
   * without code (the sender of the founding, precompiled contracts that were touched) stay behind.
   *
   * @param template every contract in it must still be there
   */
  static ObjectNode of(JsonNode dump, ObjectNode template) {
    Map<String, JsonNode> contracts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> account : dump.path("accounts").properties()) {
      if (account.getValue().path("code").asText("0x").length() > 2) {
        contracts.put(account.getKey(), account.getValue());
      }
    }
    ObjectNode alloc = JsonNodeFactory.instance.objectNode();
    contracts.forEach((address, account) -> alloc.set(address, entry(account)));
    for (Map.Entry<String, JsonNode> expected : template.properties()) {
      if (expected.getValue().hasNonNull("code") && !alloc.has(expected.getKey())) {
        throw new NetworkException(
            NetworkError.GENESIS_UNUSABLE,
            "expected a contract at %s in the dumped state, found %s"
                .formatted(expected.getKey(), contracts.keySet()));
      }
    }
    return alloc;
  }

  private static ObjectNode entry(JsonNode account) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("balance", "0x0");
    entry.put("nonce", "0x" + Long.toHexString(account.path("nonce").asLong()));
    entry.put("code", account.get("code").asText());
    Map<String, String> slots = new TreeMap<>();
    for (Map.Entry<String, JsonNode> slot : account.path("storage").properties()) {
      if (!slot.getValue().asText().equals(ZERO)) {
        slots.put(slot.getKey(), slot.getValue().asText());
      }
    }
    ObjectNode storage = entry.putObject("storage");
    slots.forEach(storage::put);
    return entry;
  }
}
