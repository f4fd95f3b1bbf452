package io.govchain.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.governance.Unseen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A proxy's view of a transaction, in lines. */
final class TransactionViews {
  private TransactionViews() {}

  /** Functions and reasons are what parties wrote: each line stays one. */
  static String text(JsonNode view) {
    List<String> lines = new ArrayList<>();
    lines.add("status       " + view.path("status").asText() + detail(view));
    view.path("steps").forEach(step -> lines.add(step(step)));
    view.path("history").forEach(change -> lines.add(line(change)));
    return lines.stream().map(Unseen::escaped).collect(Collectors.joining("\n"));
  }

  private static String step(JsonNode step) {
    StringBuilder text = new StringBuilder();
    text.append("step ").append(step.path("step").asInt()).append("       ");
    for (String field :
        new String[] {
          "contract", "function", "outcome", "verdict", "compensation", "subchainTransaction"
        }) {
      if (step.hasNonNull(field)) {
        text.append(' ').append(field).append('=').append(step.get(field).asText());
      }
    }
    if (step.hasNonNull("value")) {
      text.append(" value=").append(step.get("value"));
    }
    if (step.hasNonNull("reason")) {
      text.append(" reason=").append(step.get("reason"));
    }
    return text.toString();
  }

  /** When, which status, what that means, why. */
  private static String line(JsonNode change) {
    String line =
        "%s  %-12s  %s"
            .formatted(
                Instant.ofEpochSecond(change.path("at").asLong()),
                change.path("status").asText(),
                change.path("text").asText());
    return line + detail(change);
  }

  private static String detail(JsonNode told) {
    return told.hasNonNull("detail") ? " (" + told.get("detail").asText() + ")" : "";
  }
}
