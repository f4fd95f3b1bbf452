package io.govchain.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.proxy.OwnProxy;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the own proxy says of escalations, and whether it said all: that it was not asked about one
 * must not look as if there were nothing to do.
 *
 * @param known by transaction
 * @param complete whether what is not known is known to be none of the proxy's
 * @param problem why the proxy says nothing
 */
record OwnEscalations(Map<String, JsonNode> known, boolean complete, Optional<Problem> problem) {
  /** As many as are asked for at once, the newest; each is a decision of people. */
  private static final int MOST = 200;

  /** That the own proxy is silent hides nothing of what the chain says. */
  static OwnEscalations of(Optional<OwnProxy> proxy) {
    if (proxy.isEmpty()) {
      return new OwnEscalations(Map.of(), true, Optional.empty());
    }
    try {
      return told(proxy.get().escalations(MOST));
    } catch (ProblemException silent) {
      return new OwnEscalations(Map.of(), false, Optional.of(silent.problem()));
    }
  }

  static OwnEscalations told(JsonNode page) {
    Map<String, JsonNode> known = new HashMap<>();
    page.path("transactions").forEach(each -> known.put(each.path("transaction").asText(), each));
    return new OwnEscalations(known, !page.has("cursor"), Optional.empty());
  }

  /** Adds to a line of the list what is known of it, or that it is not known. */
  ObjectNode beside(ObjectNode line) {
    JsonNode own = known.get(line.path("id").asText());
    if (own != null) {
      line.set("own", own);
    } else if (!complete) {
      line.put("ownUnasked", true);
    }
    return line;
  }
}
