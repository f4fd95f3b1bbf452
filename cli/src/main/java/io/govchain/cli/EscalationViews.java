package io.govchain.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.governance.Unseen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Escalations in lines. */
final class EscalationViews {
  private EscalationViews() {}

  static List<String> row(JsonNode view) {
    List<String> steps = new ArrayList<>();
    for (JsonNode step : view.path("steps")) {
      steps.add(
          "%s/%s/%s"
              .formatted(
                  step.path("outcome").asText(),
                  step.path("verdict").asText(),
                  step.path("compensation").asText()));
    }
    List<String> open = new ArrayList<>();
    for (JsonNode action : view.path("actions")) {
      if (action.path("open").asBoolean()) {
        open.add(action.path("action").asText());
      }
    }
    return List.of(
        view.path("transaction").asText(),
        view.path("initiator").asText(),
        String.join(", ", steps),
        String.join(", ", open));
  }

  static String text(JsonNode view) {
    StringBuilder text = new StringBuilder();
    line(text, "transaction", view.path("transaction").asText());
    line(text, "status", view.path("status").asText());
    line(text, "initiator", view.path("initiator").asText());
    line(text, "deadline", moment(view.path("deadline")));
    view.path("steps").forEach(step -> step(text, step));
    for (JsonNode alarm : view.path("alarms")) {
      line(
          text,
          "alarm",
          "%s %s: %s"
              .formatted(
                  moment(alarm.path("blockTime")),
                  alarm.path("code").asText(),
                  alarm.path("text").asText()));
    }
    for (JsonNode party : view.path("agreement").path("neededFrom")) {
      String agreed =
          party.hasNonNull("agreedTo") ? "agreed to " + party.path("agreedTo").asText() : "not yet";
      line(text, "agreement", party.path("party").asText() + ": " + agreed);
    }
    for (JsonNode named : view.path("agreement").path("settlements")) {
      line(text, "settlement", named.path("digest").asText() + " " + named.path("text").asText());
    }
    if (view.path("agreement").hasNonNull("agreedHere")) {
      line(text, "agreed here", view.path("agreement").path("agreedHere").asText());
    }
    for (JsonNode action : view.path("actions")) {
      line(
          text,
          action.path("open").asBoolean() ? "open" : "not open",
          "%s, to %s: %s"
              .formatted(
                  action.path("action").asText(),
                  action.path("to").asText(),
                  action.path("text").asText()));
    }
    return text.toString().stripTrailing();
  }

  private static void step(StringBuilder text, JsonNode step) {
    line(
        text,
        "step " + step.path("step").asInt(),
        "%s of %s, verified by %s: %s, verdict %s, compensation %s%s"
            .formatted(
                step.path("kind").asText(),
                step.path("responsible").asText(),
                step.path("verifier").asText(),
                step.path("outcome").asText(),
                step.path("verdict").asText(),
                step.path("compensation").asText(),
                reason(step)));
    if (step.hasNonNull("function")) {
      line(text, "", step.path("contract").asText() + " " + step.path("function").asText());
    }
    if (step.hasNonNull("subchainTransaction")) {
      line(text, "", "subchain transaction " + step.path("subchainTransaction").asText());
    }
    JsonNode evidence = step.path("evidence");
    line(
        text,
        "",
        "evidence %s, %s here, examination: %s%s"
            .formatted(
                evidence.path("digest").asText(),
                evidence.path("held").asBoolean() ? "held" : "not held",
                evidence.path("examination").asText(),
                reason(evidence)));
    JsonNode undoing = step.path("undoing");
    if (undoing.isObject()) {
      line(
          text,
          "",
          "undoing: %s after %d attempts%s"
              .formatted(
                  undoing.path("stage").asText(),
                  undoing.path("attempts").asInt(),
                  reason(undoing)));
    }
  }

  private static String moment(JsonNode seconds) {
    return Instant.ofEpochSecond(seconds.asLong()).toString();
  }

  private static String reason(JsonNode json) {
    JsonNode reason = json.path("reason");
    return reason.isObject()
        ? ", " + reason.path("code").asText() + ": " + reason.path("text").asText()
        : "";
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("%-12s %s%n".formatted(name, Unseen.escaped(value)));
  }
}
