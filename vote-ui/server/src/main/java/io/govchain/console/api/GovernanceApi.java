package io.govchain.console.api;

import io.govchain.console.store.Kind;
import io.govchain.console.store.Orders;
import io.govchain.console.store.Queries;
import io.govchain.console.store.Registers;
import io.govchain.governance.WorkOrder;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import java.util.List;

/** Work orders, registers and the log. */
final class GovernanceApi {
  private final Queries queries;
  private final Answers answers;

  GovernanceApi(Queries queries, Answers answers) {
    this.queries = queries;
    this.answers = answers;
  }

  Response workOrders(Request request) {
    Orders.Filter filter =
        new Orders.Filter(
            request.queryValue("state").map(WorkOrder.State::valueOf),
            request.queryValue("proposer"),
            request.queryValue("institution"),
            request.queryValue("action"),
            request.queryValue("q"),
            request.queryValue("awaiting"));
    return answers.page(queries.orders().page(filter, Parameters.page(request)));
  }

  Response workOrder(Request request) {
    String id = request.path().get("id");
    return answers.of(
        queries.orders().order(id).orElseThrow(() -> Answers.missing("work order", id)));
  }

  Response records(Request request) {
    Registers.Filter filter =
        new Registers.Filter(
            request.queryValue("status"),
            request.queryValue("institution"),
            request.queryValue("subchain"),
            request.queryValue("account"),
            request.queryValue("ids").map(ids -> List.of(ids.split(","))).orElse(List.of()),
            request.queryValue("q"));
    Kind kind = Parameters.kind(request.path().get("kind"));
    return answers.page(queries.registers().page(kind, filter, Parameters.page(request)));
  }

  Response record(Request request) {
    Kind kind = Parameters.kind(request.path().get("kind"));
    String id = request.path().get("id");
    return answers.of(
        queries
            .registers()
            .record(kind, id)
            .orElseThrow(() -> Answers.missing("record among the " + kind.word(), id)));
  }

  Response history(Request request) {
    return answers.page(
        queries.events().page(Parameters.history(request), Parameters.page(request)));
  }
}
