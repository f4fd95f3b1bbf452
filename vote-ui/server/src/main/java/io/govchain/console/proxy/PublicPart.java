package io.govchain.console.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What everybody may know of an escalation: what can be done, and the digests that stand on the
 * record. Operators know the words of a settlement from one another, or ask the proxy itself.
 */
final class PublicPart {
  private PublicPart() {}

  /** Names what is shown, so that nothing that proxies tell one day is shown unawares. */
  static ObjectNode of(JsonNode escalation) {
    ObjectNode shown = only(escalation, "transaction", "status", "actions").put("withheld", true);
    if (escalation.has("agreement")) {
      shown.set("agreement", only(escalation.path("agreement"), "neededFrom", "agreedHere"));
    }
    return shown;
  }

  private static ObjectNode only(JsonNode from, String... fields) {
    ObjectNode some = JsonNodeFactory.instance.objectNode();
    for (String field : fields) {
      if (from.has(field)) {
        some.set(field, from.get(field));
      }
    }
    return some;
  }
}
