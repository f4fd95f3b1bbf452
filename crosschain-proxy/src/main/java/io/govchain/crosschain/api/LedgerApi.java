package io.govchain.crosschain.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.crosschain.effects.Alarms;
import io.govchain.crosschain.engine.ApplicationStatus;
import io.govchain.crosschain.engine.Input;
import io.govchain.crosschain.engine.Plan;
import io.govchain.crosschain.engine.PlanStep;
import io.govchain.crosschain.engine.Reason;
import io.govchain.crosschain.engine.StepResult;
import io.govchain.crosschain.engine.StepView;
import io.govchain.crosschain.engine.TransactionState;
import io.govchain.crosschain.engine.TransactionView;
import io.govchain.crosschain.journal.Journal;
import io.govchain.crosschain.journal.StoredTransaction;
import io.govchain.service.http.Api;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import io.govchain.service.tls.TlsPeer.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** Queries of the ledger and the two things that people may order for an escalation. */
public final class LedgerApi {
  private static final String CONTRACT = "/io/govchain/crosschain/openapi.yaml";
  private static final Set<Role> READERS = Set.of(Role.OPERATOR, Role.SERVICE);
  private static final Set<Role> PEOPLE = Set.of(Role.OPERATOR);
  private static final int DEFAULT_LIMIT = 50;

  private final Journal journal;
  private final Alarms alarms;
  private final String self;
  private final BiPredicate<String, Input> order;
  private final Supplier<Optional<String>> subchainProxy;

  /**
   * @param self path of this proxy
   * @param subchainProxy path of the paired proxy, the only service that may read
   * @param order applies an input to a transaction; whether it changed anything
   */
  public LedgerApi(
      Journal journal,
      Alarms alarms,
      String self,
      Supplier<Optional<String>> subchainProxy,
      BiPredicate<String, Input> order) {
    this.journal = journal;
    this.alarms = alarms;
    this.self = self;
    this.subchainProxy = subchainProxy;
    this.order = order;
  }

  /** The operations with their contract. */
  public Api api() {
    return Api.of(CONTRACT)
        .operation("listTransactions", READERS, this::list)
        .operation("getTransaction", READERS, this::get)
        .operation("listEscalations", READERS, this::escalations)
        .operation("retryCompensation", PEOPLE, this::retry)
        .operation("agreeResolution", PEOPLE, this::agree);
  }

  private Response list(Request request) {
    requireReader(request);
    Optional<ApplicationStatus> status = request.queryValue("status").map(LedgerApi::status);
    return page(request, status);
  }

  private Response escalations(Request request) {
    requireReader(request);
    return page(request, Optional.of(ApplicationStatus.Escalated));
  }

  private Response page(Request request, Optional<ApplicationStatus> status) {
    int limit = request.queryValue("limit").map(Integer::parseInt).orElse(DEFAULT_LIMIT);
    OptionalLong cursor =
        request
            .queryValue("cursor")
            .map(text -> OptionalLong.of(Long.parseLong(text)))
            .orElse(OptionalLong.empty());
    List<StoredTransaction> found = journal.transactions().list(status, cursor, limit);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode items = json.putArray("transactions");
    found.forEach(each -> items.add(view(each.transaction(), each.state())));
    if (found.size() == limit) {
      json.put("cursor", Long.toString(found.getLast().number()));
    }
    return Response.json(200, json);
  }

  private Response get(Request request) {
    requireReader(request);
    String id = request.path().get("transaction");
    ObjectNode view = view(id, find(id));
    ArrayNode raised = view.putArray("alarms");
    for (Alarms.Kept alarm : alarms.of(id)) {
      raised
          .addObject()
          .put("code", alarm.code())
          .put("step", alarm.step())
          .put("text", alarm.text())
          .put("blockTime", alarm.blockTime());
    }
    return Response.json(200, view);
  }

  private Response retry(Request request) {
    String id = request.path().get("transaction");
    Plan plan = escalated(id).known().orElseThrow().plan();
    boolean any = false;
    for (int step = 0; step < plan.steps().size(); step++) {
      any |= plan.isOwn(step) && order.test(id, new Input.CompensationRetried(step));
    }
    if (!any) {
      throw new ProblemException(
          Problem.of("nothing-to-retry", 409, "no compensation of this proxy's has been given up")
              .expected("a step of " + self + " whose compensation failed or waits")
              .actual("none")
              .transaction(id));
    }
    return Response.json(202, view(id, find(id)));
  }

  private Response agree(Request request) {
    String id = request.path().get("transaction");
    escalated(id);
    if (!order.test(id, new Input.ResolutionAgreed(StepResult.NO_DIGEST))) {
      throw new ProblemException(
          Problem.of("nothing-to-agree", 409, "this proxy has agreed already")
              .expected("the first agreement of " + self)
              .actual("another one")
              .transaction(id));
    }
    return Response.json(202, view(id, find(id)));
  }

  private TransactionState escalated(String id) {
    TransactionState state = find(id);
    if (state.status() != ApplicationStatus.Escalated) {
      throw new ProblemException(
          Problem.of("transaction-not-escalated", 409, "only escalations are left to people")
              .expected("escalated")
              .actual(state.status().word())
              .transaction(id));
    }
    return state;
  }

  private TransactionState find(String id) {
    return journal
        .transactions()
        .find(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of("transaction-unknown", 404, "no such transaction here")
                        .expected("one that " + self + " is a party of")
                        .actual(id)));
  }

  private void requireReader(Request request) {
    boolean allowed =
        request.caller().hasRole(Role.OPERATOR)
            || subchainProxy
                .get()
                .map(path -> request.caller().is(Role.SERVICE, path))
                .orElse(false);
    if (!allowed) {
      throw new ProblemException(
          Problem.of("role-refused", 403, "this certificate may not read this ledger")
              .expected("an operator of this proxy, or its paired subchain proxy")
              .actual(request.caller().fingerprint().value()));
    }
  }

  private static ApplicationStatus status(String word) {
    return Arrays.stream(ApplicationStatus.values())
        .filter(status -> status.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of("request-invalid", 400, "unknown status").actual(word)));
  }

  private static ObjectNode view(String id, TransactionState state) {
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
        shown.put("subchainTransaction", step.subchainTransaction());
      }
      reason(shown, "reason", step.reason());
    }
  }

  private static void reason(ObjectNode json, String name, Reason reason) {
    if (!reason.equals(Reason.NONE)) {
      json.putObject(name).put("code", reason.code()).put("text", reason.text());
    }
  }

  private static String word(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
