package io.govchain.console.api;

import io.govchain.console.proxy.OwnProxy;
import io.govchain.console.statement.Signatory;
import io.govchain.console.statement.SignedStatement;
import io.govchain.console.statement.Statements;
import io.govchain.console.store.Alerts;
import io.govchain.console.store.Ledger;
import io.govchain.console.store.Queries;
import io.govchain.console.store.Subject;
import io.govchain.governance.Account;
import io.govchain.governance.Paths;
import io.govchain.governance.Service;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whose people look after this console's alerts. An acknowledged alert is no longer among those
 * that somebody must look at, so nobody else may acknowledge one, and no machine.
 */
public final class Watch {
  private static final String ACTION = "acknowledge-alert";
  private static final Set<Account.Role> PEOPLE =
      Set.of(Account.Role.GOVERNOR, Account.Role.OPERATOR, Account.Role.AUDITOR);

  private final Queries queries;
  private final Statements statements;
  private final Optional<String> configured;
  private final Optional<OwnProxy> proxy;

  /**
   * The people of an institution.
   *
   * @param configured its code; empty for that of the own proxy. Where neither is known everybody's
   *     people may, but for those of an institution that the alert is about
   */
  public Watch(
      Queries queries,
      Statements statements,
      Optional<String> configured,
      Optional<OwnProxy> proxy) {
    this.queries = queries;
    this.statements = statements;
    this.configured = configured;
    this.proxy = proxy;
  }

  /** Who signed that this very alert was seen. */
  Signatory require(SignedStatement statement, Alerts.Alert alert) {
    Optional<String> own =
        configured
            .map(Paths::id)
            .or(() -> proxy.flatMap(OwnProxy::service).map(Service::institution));
    if (own.isPresent()) {
      return statements.require(statement, ACTION, named(alert), own.get(), PEOPLE);
    }
    return statements.require(
        statement,
        ACTION,
        named(alert),
        PEOPLE,
        new Statements.Whose(
            "an institution that the alert is not about",
            institution ->
                alert.subject().stream().noneMatch(about -> concerns(about, institution))));
  }

  /** Numbers begin anew with the index: what is signed says what was seen, too. */
  private static String named(Alerts.Alert alert) {
    String rule = alert.id() + " " + alert.rule();
    return alert
        .subject()
        .map(about -> "%s %s/%s".formatted(rule, about.kind().word(), about.id()))
        .orElse(rule);
  }

  private boolean concerns(Subject about, String institution) {
    return switch (about.kind()) {
      case INSTITUTIONS -> isOf(about.id(), institution);
      case TRANSACTIONS ->
          queries.ledger().transaction(about.id()).stream()
              .flatMap(Watch::parties)
              .anyMatch(party -> isOf(party, institution));
      case WORK_ORDERS, RULES, CHAIN -> false;
      case MEMBERSHIP_APPLICATIONS,
          ACCOUNTS,
          NODES,
          SERVICES,
          SUBCHAINS,
          APPLICATIONS,
          BUSINESS_CONTRACTS,
          PIPELINES,
          ALLIANCES,
          DATA_SETS,
          GOVERNANCE_CONTRACTS ->
          queries
              .registers()
              .find(about.kind(), about.id())
              .map(record -> record.path("institution").asText())
              .filter(owner -> isOf(owner, institution))
              .isPresent();
    };
  }

  private static Stream<String> parties(Ledger.Detail transaction) {
    return Stream.concat(
        Stream.of(transaction.line().initiator()),
        transaction.steps().stream()
            .flatMap(step -> Stream.of(step.responsible().id(), step.verifier().id())));
  }

  /** The ledger names institutions by the first half of their ids. */
  private static boolean isOf(String named, String institution) {
    return !named.isEmpty() && institution.startsWith(named);
  }
}
