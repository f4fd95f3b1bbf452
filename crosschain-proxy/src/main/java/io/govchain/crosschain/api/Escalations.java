package io.govchain.crosschain.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.crosschain.effects.Alarms;
import io.govchain.crosschain.effects.Settlement;
import io.govchain.crosschain.effects.Settlements;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.StoredTransaction;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The queue of transactions that people decide about, with what they need for it. */
public final class Escalations {
  private final Journal journal;
  private final Alarms alarms;
  private final Settlements settlements;
  private final LedgerAccess access;
  private final EscalationJson json;
  private final BiPredicate<String, Input> order;

  /**
   * @param order applies an input to a transaction; whether it changed anything
   */
  public Escalations(
      Journal journal,
      Alarms alarms,
      Settlements settlements,
      LedgerAccess access,
      EscalationJson json,
      BiPredicate<String, Input> order) {
    this.journal = journal;
    this.alarms = alarms;
    this.settlements = settlements;
    this.access = access;
    this.json = json;
    this.order = order;
  }

  Response list(Request request) {
    access.requireReader(request);
    Pages.Page page = Pages.of(request);
    List<StoredTransaction> found =
        journal
            .transactions()
            .list(Optional.of(ApplicationStatus.Escalated), page.cursor(), page.limit());
    return page.answer(found, each -> view(each.transaction(), each.state()));
  }

  Response show(Request request) {
    access.requireReader(request);
    String id = request.path().get("transaction");
    return Response.json(200, view(id, escalated(id)));
  }

  Response retry(Request request) {
    String id = request.path().get("transaction");
    Plan plan = escalated(id).known().orElseThrow().plan();
    boolean any = false;
    for (int step = 0; step < plan.steps().size(); step++) {
      any |= plan.isOwn(step) && order.test(id, new Input.CompensationRetried(step));
    }
    if (!any) {
      throw new ProblemException(
          Problem.of("nothing-to-retry", 409, "no compensation of this proxy's has been given up")
              .expected(
                  "a step of " + access.self() + " whose compensation failed or waits; see actions")
              .actual("none")
              .transaction(id));
    }
    return Response.json(202, view(id, access.find(id)));
  }

  /** The text stays here; its digest goes on the record, where all parties must name the same. */
  Response agree(Request request) {
    String id = request.path().get("transaction");
    escalated(id);
    Settlement settlement = Settlement.of(request.json().path("settlement").asText());
    settlements.keep(id, settlement);
    if (!order.test(id, new Input.ResolutionAgreed(settlement.digest()))) {
      throw new ProblemException(
          Problem.of("nothing-to-agree", 409, "this proxy has agreed to this settlement already")
              .expected("another settlement, or the first agreement of " + access.self())
              .actual(settlement.digest())
              .transaction(id));
    }
    return Response.json(202, view(id, access.find(id)));
  }

  private ObjectNode view(String id, TransactionState state) {
    return json.of(id, state, alarms.of(id), settlements.of(id), settlements.proposals(id));
  }

  private TransactionState escalated(String id) {
    TransactionState state = access.find(id);
    if (state.status() != ApplicationStatus.Escalated) {
      throw new ProblemException(
          Problem.of("transaction-not-escalated", 409, "only escalations are left to people")
              .expected("escalated")
              .actual(state.status().word())
              .transaction(id));
    }
    return state;
  }
}
