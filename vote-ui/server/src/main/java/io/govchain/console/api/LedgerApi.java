package io.govchain.console.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.store.ConsoleJson;
import io.govchain.console.store.Ledger;
import io.govchain.console.store.Queries;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;

/** The ledger of cross-chain transactions. */
final class LedgerApi {
  private final Queries queries;
  private final Answers answers;

  LedgerApi(Queries queries, Answers answers) {
    this.queries = queries;
    this.answers = answers;
  }

  Response transactions(Request request) {
    return answers.page(
        queries
            .ledger()
            .page(Parameters.ledger(request), Parameters.order(request), Parameters.page(request)));
  }

  Response transaction(Request request) {
    return answers.of(detail(queries, request.path().get("id")));
  }

  /** The line, with the number of its steps replaced by the steps. */
  static ObjectNode detail(Queries queries, String id) {
    Ledger.Detail detail =
        queries.ledger().transaction(id).orElseThrow(() -> Answers.missing("transaction", id));
    ObjectNode json = (ObjectNode) Answers.tree(detail.line());
    json.set("steps", Answers.tree(detail.steps()));
    json.set("timeline", Answers.tree(detail.timeline()));
    json.put("deadlinePassed", detail.deadlinePassed());
    json.set("workOrders", ConsoleJson.mapper().valueToTree(detail.workOrders()));
    return json;
  }
}
