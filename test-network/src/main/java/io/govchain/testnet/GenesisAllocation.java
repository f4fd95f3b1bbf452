package io.govchain.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns the dumped state of an Anvil chain into the allocation of a genesis file. */
final class GenesisAllocation {
  private static final String ZERO = "0x" + "0".repeat(64);

  private GenesisAllocation() {}

  /**
   * The accounts of the template as they are in the state, sorted by address, with their storage
   * sorted by slot. Everything else that Anvil has in its state stays behind: the sender of the
   * founding, and contracts that Anvil brings along unasked.
   */
  static ObjectNode of(JsonNode dump, ObjectNode template) {
    ObjectNode alloc = JsonNodeFactory.instance.objectNode();
    for (String address :
        new TreeSet<>(template.propertyStream().map(Map.Entry::getKey).toList())) {
      JsonNode account = dump.path("accounts").path(address.toLowerCase(Locale.ROOT));
      if (account.path("code").asText("0x").length() <= 2) {
        throw new NetworkException(
            NetworkError.GENESIS_UNUSABLE,
            "expected a contract at %s in the dumped state, found %s"
                .formatted(address, account.isMissingNode() ? "nothing" : "no code"));
      }
      alloc.set(address.toLowerCase(Locale.ROOT), entry(account));
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
