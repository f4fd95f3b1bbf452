package io.govchain.console.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.monitor.Rule;
import io.govchain.console.monitor.Thresholds;
import io.govchain.console.statement.Signatory;
import io.govchain.console.statement.SignedStatement;
import io.govchain.console.statement.Statements;
import io.govchain.console.store.Alerts;
import io.govchain.console.store.ConsoleJson;
import io.govchain.console.store.Queries;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Alerts with their acknowledgement, and what auditors are told of the rules behind them. */
final class AlertsApi {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Queries queries;
  private final Answers answers;
  private final Statements statements;
  private final Watch watch;
  private final ReportRoom reports = new ReportRoom(PATIENCE);
  private final Thresholds thresholds;

  AlertsApi(
      Queries queries, Answers answers, Statements statements, Watch watch, Thresholds thresholds) {
    this.watch = watch;
    this.thresholds = thresholds;
    this.queries = queries;
    this.answers = answers;
    this.statements = statements;
  }

  Response alerts(Request request) {
    Alerts.Filter filter =
        new Alerts.Filter(
            request.queryValue("state").map(word -> Alerts.State.valueOf(upper(word))),
            request.queryValue("severity").map(word -> Alerts.Severity.valueOf(upper(word))),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());
    return answers.page(queries.alerts().page(filter, Parameters.page(request)));
  }

  Response acknowledge(Request request) {
    String id = request.path().get("alert");
    long number = Long.parseLong(id);
    Alerts.Alert known =
        queries.alerts().alert(number).orElseThrow(() -> Answers.missing("alert", id));
    SignedStatement statement = SignedStatement.of(request);
    Signatory signatory = watch.require(statement, known);
    Alerts.Acknowledgement seen =
        new Alerts.Acknowledgement(
            signatory.address(),
            signatory.institution().orElse(""),
            statements.now(),
            statement.text());
    Alerts.Alert alert =
        queries.alerts().acknowledge(number, seen).orElseThrow(() -> Answers.missing("alert", id));
    if (!alert.acknowledgements().contains(seen)) {
      throw acknowledged(alert, signatory.address());
    }
    return answers.of(alert);
  }

  /** What an account said of an alert stays; others add to it. */
  private static ProblemException acknowledged(Alerts.Alert alert, String account) {
    Alerts.Acknowledgement earlier =
        alert.acknowledgements().stream()
            .filter(each -> each.account().equals(account))
            .findFirst()
            .orElseThrow();
    return new ProblemException(
        Problem.of("alert-acknowledged", 409, "this account has acknowledged this alert")
            .expected("an account that has not acknowledged it")
            .actual(
                "account %s at %s: %s"
                    .formatted(account, Instant.ofEpochSecond(earlier.time()), earlier.comment())));
  }

  Response rules(Request request) {
    Map<String, Alerts.Findings> findings =
        queries.alerts().findings().stream()
            .collect(Collectors.toMap(Alerts.Findings::rule, each -> each, (a, b) -> a));
    List<ObjectNode> rules = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      ObjectNode json = ConsoleJson.mapper().createObjectNode().put("rule", rule.word());
      json.putObject("description").put("zh", rule.chinese()).put("en", rule.english());
      Optional<Alerts.Findings> found = Optional.ofNullable(findings.get(rule.word()));
      json.set("configured", Answers.tree(rule.configured(thresholds)));
      json.put("severity", rule.severity().name())
          .put("findings", found.map(Alerts.Findings::total).orElse(0L))
          .put("open", found.map(Alerts.Findings::open).orElse(0L))
          .put("acknowledged", found.map(Alerts.Findings::acknowledged).orElse(0L))
          .put("closed", found.map(Alerts.Findings::closed).orElse(0L));
      rules.add(json);
    }
    return answers.list(rules);
  }

  Response findings(Request request) {
    Alerts.Filter filter =
        new Alerts.Filter(
            Optional.empty(),
            Optional.empty(),
            request.queryValue("rule"),
            Parameters.number(request, "from"),
            Parameters.number(request, "to"));
    return answers.page(queries.alerts().page(filter, Parameters.page(request)));
  }

  Response report(Request request) throws InterruptedException {
    long from = Parameters.number(request, "from").orElseThrow();
    long to = Parameters.number(request, "to").orElseThrow();
    if (from > to) {
      throw new ProblemException(
          Problem.of("period-refused", 400, "the period ends before it begins")
              .expected("from before to")
              .actual("from %d to %d".formatted(from, to)));
    }
    return reports.make(() -> answers.of(queries.reports().report(from, to)));
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
