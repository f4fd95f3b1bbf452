package io.govchain.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.proxy.OwnProxy;
import io.govchain.console.statement.SignedStatement;
import io.govchain.console.statement.Statements;
import io.govchain.console.store.ConsoleJson;
import io.govchain.console.store.Ledger;
import io.govchain.console.store.Page;
import io.govchain.console.store.Queries;
import io.govchain.governance.Account;
import io.govchain.governance.Service;
import io.govchain.governance.TransactionRecord;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import java.util.Optional;
import java.util.Set;

/** Transactions that were left to people, and what they order their own proxy to do. */
final class EscalationApi {
  private static final Set<Account.Role> PEOPLE =
      Set.of(Account.Role.OPERATOR, Account.Role.GOVERNOR);

  /** By which a proxy says that it is no party of a transaction: an answer, and no failure. */
  private static final String NO_PARTY = "transaction-unknown";

  private final Queries queries;
  private final Answers answers;
  private final Statements statements;
  private final Optional<OwnProxy> proxy;

  EscalationApi(Queries queries, Answers answers, Statements statements, Optional<OwnProxy> proxy) {
    this.queries = queries;
    this.answers = answers;
    this.statements = statements;
    this.proxy = proxy;
  }

  Response list(Request request) {
    Page<Ledger.Line> page =
        queries
            .ledger()
            .page(
                Ledger.Filter.in(TransactionRecord.Status.ESCALATED),
                Ledger.Order.NEWEST,
                Parameters.page(request));
    OwnEscalations own = OwnEscalations.of(proxy);
    ObjectNode json =
        Answers.items(
            page.items().stream()
                .map(line -> own.beside((ObjectNode) Answers.tree(line)))
                .toList());
    page.cursor().ifPresent(cursor -> json.put("cursor", cursor));
    page.total().ifPresent(total -> json.put("total", total));
    own.problem().ifPresent(problem -> json.set("ownProblem", problem.json()));
    return answers.of(json);
  }

  Response show(Request request) {
    String id = request.path().get("id");
    ObjectNode json = ConsoleJson.mapper().createObjectNode();
    json.set("transaction", LedgerApi.detail(queries, id));
    try {
      proxy.ifPresent(asked -> json.set("own", asked.escalation(id)));
    } catch (ProblemException failed) {
      if (!failed.problem().code().equals(NO_PARTY)) {
        json.set("ownProblem", failed.problem().json());
      }
    }
    return answers.of(json);
  }

  Response retry(Request request) {
    String id = request.path().get("id");
    authorised(request, "retry-escalation", id);
    return own(required().retry(id));
  }

  Response agree(Request request) {
    String id = request.path().get("id");
    SignedStatement statement = authorised(request, "agree-escalation", id);
    return own(required().agree(id, statement.text()));
  }

  Response findings(Request request) {
    ObjectNode json = ConsoleJson.mapper().createObjectNode();
    json.set("items", required().findings().path("findings"));
    return answers.of(json);
  }

  Response evidence(Request request) {
    return answers.of(required().evidence(request.path().get("id"), request.path().get("digest")));
  }

  private SignedStatement authorised(Request request, String action, String id) {
    OwnProxy asked = required();
    Service service =
        asked
            .service()
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of("proxy-unregistered", 409, "nobody registered the own proxy")
                            .expected(
                                "a cross-chain proxy on the chain with the path, or else the certificate, that this console is configured with")
                            .actual("none")));
    SignedStatement statement = SignedStatement.of(request);
    statements.require(statement, action, id, service.institution(), PEOPLE);
    return statement;
  }

  private OwnProxy required() {
    return proxy.orElseThrow(
        () ->
            new ProblemException(
                Problem.of("proxy-not-configured", 404, "this console has no proxy of its own")
                    .expected("a proxy section in its configuration")
                    .actual("none")));
  }

  private Response own(JsonNode told) {
    ObjectNode json = ConsoleJson.mapper().createObjectNode();
    json.set("own", told);
    return answers.of(json);
  }
}
