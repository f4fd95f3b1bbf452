package io.govchain.console.api;

import io.govchain.console.store.EventLog;
import io.govchain.console.store.Kind;
import io.govchain.console.store.Ledger;
import io.govchain.console.store.Ledger.Order;
import io.govchain.console.store.Ledger.Sort;
import io.govchain.console.store.PageRequest;
import io.govchain.governance.TransactionRecord;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what the contract has let through into what the store is asked. */
final class Parameters {
  private static final int LIMIT = 50;

  private Parameters() {}

  static PageRequest page(Request request) {
    int limit = request.queryValue("limit").map(Integer::valueOf).orElse(LIMIT);
    return new PageRequest(limit, request.queryValue("cursor"));
  }

  static OptionalLong number(Request request, String name) {
    return request
        .queryValue(name)
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElse(OptionalLong.empty());
  }

  static Kind kind(String word) {
    return Kind.of(word)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of("request-invalid", 400, "there is no such kind")
                        .expected("a register, work-orders, transactions, rules or chain")
                        .actual(word)));
  }

  static Ledger.Filter ledger(Request request) {
    return new Ledger.Filter(
        request.queryValue("status").map(TransactionRecord.Status::valueOf),
        request.queryValue("initiator"),
        request.queryValue("institution"),
        request.queryValue("pipeline"),
        request.queryValue("subchain"),
        number(request, "from"),
        number(request, "to"),
        request.queryValue("q"));
  }

  static Order order(Request request) {
    Sort sort =
        switch (request.queryValue("sort").orElse("openedAt")) {
          case "deadline" -> Sort.DEADLINE;
          case "duration" -> Sort.DURATION;
          default -> Sort.OPENED_AT;
        };
    return new Order(sort, request.queryValue("order").orElse("desc").equals("asc"));
  }

  static EventLog.Filter history(Request request) {
    Optional<Kind> kind = request.queryValue("kind").map(Parameters::kind);
    Optional<String> id = request.queryValue("id");
    if (id.isPresent() && kind.isEmpty()) {
      throw new ProblemException(
          Problem.of("request-invalid", 400, "an id alone does not tell what it is of")
              .expected("kind together with id")
              .actual("id " + id.get()));
    }
    return new EventLog.Filter(
        kind,
        id,
        request.queryValue("type"),
        request.queryValue("institution"),
        number(request, "from"),
        number(request, "to"));
  }
}
