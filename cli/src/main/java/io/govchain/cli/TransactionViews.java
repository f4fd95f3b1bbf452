package io.govchain.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** A proxy's view of a transaction, in lines. */
final class TransactionViews {
  private TransactionViews() {}

  static String text(JsonNode view) {
    StringBuilder text = new StringBuilder();
    text.append("status       ").append(view.path("status").asText());
    if (view.hasNonNull("detail")) {
      text.append(" (").append(view.get("detail").asText()).append(')');
    }
    for (JsonNode step : view.path("steps")) {
      text.append("\nstep ").append(step.path("step").asInt()).append("       ");
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
    }
    view.path("history").forEach(change -> text.append('\n').append(line(change)));
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
    return change.hasNonNull("detail") ? line + " (" + change.get("detail").asText() + ")" : line;
  }
}
