package io.govchain.crosschain.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.SignedCall;
import io.govchain.crosschain.conversation.Conversations;
import io.govchain.crosschain.effects.Alarms;
import io.govchain.crosschain.effects.Settlement;
import io.govchain.crosschain.engine.OnChain;
import io.govchain.crosschain.engine.Outcome;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.PlanStep;
import io.govchain.crosschain.engine.Progress;
import io.govchain.crosschain.engine.StepProgress;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.Undoing;
import io.govchain.governance.Paths;
import io.govchain.service.database.Database;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that is known here about an escalation, and what is open to whom. */
public final class EscalationJson {
  private final Database database;
  private final HeldEvidence held;

  /**
   * @param database where calls are looked up
   */
  public EscalationJson(Database database, HeldEvidence held) {
    this.database = database;
    this.held = held;
  }

  ObjectNode of(
      String id,
      TransactionState state,
      List<Alarms.Kept> alarms,
      List<Settlement> settlements,
      Map<String, String> proposals) {
    ObjectNode json = TransactionJson.view(id, state);
    Progress progress = state.known().orElseThrow();
    Optional<SignedCall> call = database.read(handle -> Conversations.call(handle, id));
    ArrayNode steps = (ArrayNode) json.get("steps");
    for (int step = 0; step < progress.size(); step++) {
      add((ObjectNode) steps.get(step), id, progress, step, call);
    }
    held.addHashes(json, id, progress);
    TransactionJson.alarms(json, alarms);
    agreement(json, progress, settlements, proposals);
    actions(json, id, progress);
    return json;
  }

  private void add(
      ObjectNode json, String id, Progress progress, int step, Optional<SignedCall> call) {
    StepProgress known = progress.step(step);
    call.ifPresent(
        stored ->
            json.put("contract", stored.step(step).contract())
                .put("function", stored.step(step).function()));
    json.put("progress", TransactionJson.word(known.stage().name()));
    record(json, known.onChain());
    evidence(json, id, step, known);
    if (progress.plan().isOwn(step)) {
      undoing(json, known.undoing());
    }
  }

  private static void record(ObjectNode json, OnChain chain) {
    json.putObject("record")
        .put("outcome", TransactionJson.word(chain.outcome().name()))
        .put("verdict", TransactionJson.word(chain.verdict().name()))
        .put("compensation", TransactionJson.word(chain.compensation().name()));
  }

  private void evidence(ObjectNode json, String id, int step, StepProgress known) {
    boolean onRecord = known.onChain().outcome() == Outcome.Succeeded;
    String digest = onRecord ? known.onChain().digest() : known.result().digest();
    ObjectNode shown =
        json.putObject("evidence")
            .put("digest", digest)
            .put("held", held.has(id, step, digest))
            .put("examination", TransactionJson.word(known.judgement().stage().name()));
    TransactionJson.reason(shown, "reason", known.judgement().reason());
  }

  private static void undoing(ObjectNode json, Undoing undoing) {
    ObjectNode shown =
        json.putObject("undoing")
            .put("stage", TransactionJson.word(undoing.stage().name()))
            .put("attempts", undoing.attempt());
    if (undoing.retryAt() > 0) {
      shown.put("nextAttemptAt", undoing.retryAt());
    }
    TransactionJson.reason(shown, "reason", undoing.reason());
  }

  private static void agreement(
      ObjectNode json,
      Progress progress,
      List<Settlement> settlements,
      Map<String, String> proposals) {
    ObjectNode agreement = json.putObject("agreement");
    ArrayNode needed = agreement.putArray("neededFrom");
    for (String party : parties(progress.plan())) {
      ObjectNode shown = needed.addObject().put("party", party);
      String institution = Paths.id(Paths.institutionCode(party));
      Optional.ofNullable(proposals.get(institution))
          .ifPresent(digest -> shown.put("agreedTo", digest));
    }
    if (!progress.resolution().isEmpty()) {
      agreement.put("agreedHere", progress.resolution());
    }
    ArrayNode known = agreement.putArray("settlements");
    settlements.forEach(
        each -> known.addObject().put("digest", each.digest()).put("text", each.text()));
  }

  private static void actions(ObjectNode json, String id, Progress progress) {
    Plan plan = progress.plan();
    ArrayNode actions = json.putArray("actions");
    boolean retry = false;
    for (int step = 0; step < progress.size(); step++) {
      Undoing.Stage stage = progress.step(step).undoing().stage();
      retry |=
          plan.isOwn(step) && (stage == Undoing.Stage.Failed || stage == Undoing.Stage.Waiting);
    }
    actions
        .addObject()
        .put("action", "retry")
        .put("open", retry)
        .put("to", "an operator of " + plan.self())
        .put(
            "text",
            retry
                ? "undo this side's steps once more, after the cause is mended"
                : "nothing of this side's waits to be undone again");
    actions
        .addObject()
        .put("action", "agree")
        .put("open", true)
        .put("to", "an operator of each of " + String.join(", ", parties(plan)))
        .put("text", "all name the same settlement; its digest goes on the record");
    actions
        .addObject()
        .put("action", "work-order")
        .put("open", true)
        .put("to", "the governing institutions, by vote")
        .put("text", "govchain work-order open --resolve " + id + "='how it was settled'");
  }

  /** As the record counts them: the initiator and whoever executes or verifies a step. */
  private static Set<String> parties(Plan plan) {
    Set<String> parties = new LinkedHashSet<>();
    parties.add(plan.initiator());
    for (PlanStep step : plan.steps()) {
      parties.add(step.responsible());
      parties.add(step.verifier());
    }
    return parties;
  }
}
