package io.govchain.crosschain.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.crosschain.effects.Alarms;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.PlanStep;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepView;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.TransactionView;
import java.util.List;
import java.util.Locale;

/** Transactions as answers show them. */
final class TransactionJson {
  static final String HASH = "subchainTransaction";

  private TransactionJson() {}

  static void alarms(ObjectNode json, List<Alarms.Kept> alarms) {
    ArrayNode raised = json.putArray("alarms");
    for (Alarms.Kept alarm : alarms) {
      raised
          .addObject()
          .put("code", alarm.code())
          .put("step", alarm.step())
          .put("text", alarm.text())
          .put("blockTime", alarm.blockTime());
    }
  }

  static ObjectNode view(String id, TransactionState state) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("transaction", id)
            .put("status", state.status().word());
    state
        .known()
        .ifPresent(
            known ->
                json.put("initiator", known.plan().initiator())
                    .put("deadline", known.plan().deadline()));
    state.view().ifPresent(view -> add(json, view, state.known().orElseThrow().plan()));
    return json;
  }

  private static void add(ObjectNode json, TransactionView view, Plan plan) {
    reason(json, "detail", view.detail());
    ArrayNode steps = json.putArray("steps");
    for (StepView step : view.steps()) {
      PlanStep planned = plan.step(step.step());
      ObjectNode shown =
          steps
              .addObject()
              .put("step", step.step())
              .put("pipeline", planned.pipeline())
              .put("kind", planned.write() ? "write" : "read")
              .put("responsible", planned.responsible())
              .put("verifier", planned.verifier())
              .put("outcome", word(step.outcome().name()))
              .put("verdict", word(step.verdict().name()))
              .put("compensation", word(step.compensation().name()));
      if (!step.subchainTransaction().isEmpty()) {
        shown.put(HASH, step.subchainTransaction());
      }
      reason(shown, "reason", step.reason());
    }
  }

  static void reason(ObjectNode json, String name, Reason reason) {
    if (!reason.equals(Reason.NONE)) {
      json.putObject(name).put("code", reason.code()).put("text", reason.text());
    }
  }

  static String word(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
