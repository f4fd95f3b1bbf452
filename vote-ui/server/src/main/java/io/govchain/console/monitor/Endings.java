package io.govchain.console.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.console.store.ConsoleJson;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.FunctionRole;
import io.govchain.service.database.Sql;
import java.io.UncheckedIOException;
import org.jdbi.v3.core.Handle;

/** By which facts findings that were events are over. */
final class Endings {
  private static final long SHOWN_SECONDS = 7 * 86_400;

  private Endings() {}

  /** An open alert of an event. */
  record Open(long id, Rule rule, String subject, long event, long openedAt, String values) {

    static Open of(Finding finding) {
      return new Open(
          0,
          finding.rule(),
          finding.subject().orElseThrow().id(),
          finding.event(),
          finding.at(),
          finding.values().toString());
    }
  }

  static boolean over(Situation situation, Open alert) {
    if (!exists(situation.handle(), alert.event())) {
      return true;
    }
    return switch (alert.rule()) {
      case VERDICT_DISPUTED -> ended(situation.handle(), alert.subject());
      case UNKNOWN_CALL_VOTED -> decided(situation.handle(), alert.subject());
      case CREDIT_NOT_RECORDED -> credited(situation.handle(), alert);
      case CERTIFICATE_CHANGED ->
          situation.now() > values(alert).path("previousUntil").asLong()
              || overlapOver(situation.handle(), alert);
      case SERVICE_REPLACED ->
          situation.now() > alert.openedAt() + SHOWN_SECONDS || toldAnew(situation.handle(), alert);
      case CONTRACT_UPGRADED -> situation.now() > alert.openedAt() + SHOWN_SECONDS;
      case POLICY_LOOSENED ->
          restored(situation.handle(), alert) || situation.now() > alert.openedAt() + SHOWN_SECONDS;
      case PERMISSION_WIDENED ->
          closedAgain(situation.handle(), alert)
              || situation.now() > alert.openedAt() + SHOWN_SECONDS;
      case CHAIN_STALLED,
          NODE_UNREACHABLE,
          BLOCK_TIME_LONG,
          VALIDATOR_SILENT,
          QUORUM_MARGIN_ZERO,
          DEADLINE_PASSED,
          TRANSACTION_ESCALATED,
          REJECTIONS_MANY,
          CREDIT_RESTRICTED,
          ACTIONS_MANY,
          INDEXING_LAG ->
          throw new IllegalStateException(alert.rule() + " is a condition, not an event");
    };
  }

  /** What a reorganisation took back never happened. */
  private static boolean exists(Handle handle, long event) {
    return Sql.first(
            handle,
            "SELECT 1 FROM events WHERE number = ?1 UNION ALL"
                + " SELECT 1 FROM ledger_events WHERE number = ?1",
            row -> row.getInt(1),
            event)
        .isPresent();
  }

  private static boolean ended(Handle handle, String transaction) {
    return Sql.first(
            handle,
            "SELECT 1 FROM transactions WHERE id = ? AND ended_at IS NOT NULL",
            row -> row.getInt(1),
            (Object) Hex.bytes(transaction))
        .isPresent();
  }

  private static boolean decided(Handle handle, String order) {
    return Sql.first(
            handle,
            "SELECT 1 FROM work_orders WHERE id = ?"
                + " AND state IN ('CANCELED', 'DEFEATED', 'EXPIRED', 'EXECUTED')",
            row -> row.getInt(1),
            order)
        .isPresent();
  }

  private static boolean credited(Handle handle, Open alert) {
    return Sql.first(
            handle,
            "SELECT 1 FROM subjects s JOIN events e ON e.number = s.event"
                + " WHERE s.kind = 'institutions' AND s.id = ? AND s.event > ?"
                + " AND e.type = 'CreditScoreChanged'",
            row -> row.getInt(1),
            alert.subject(),
            alert.event())
        .isPresent();
  }

  /** A later alert of the same tells what is so now; one member must not make them pile up. */
  private static boolean toldAnew(Handle handle, Open alert) {
    return Sql.first(
            handle,
            "SELECT 1 FROM alerts WHERE rule = ? AND subject = ? AND event > ? LIMIT 1",
            row -> row.getInt(1),
            alert.rule().word(),
            alert.subject(),
            alert.event())
        .isPresent();
  }

  /** The certificate before is good no more once its service got other ones. */
  private static boolean overlapOver(Handle handle, Open alert) {
    return Sql.first(
            handle,
            "SELECT 1 FROM subjects s JOIN events e ON e.number = s.event"
                + " WHERE s.kind = 'services' AND s.id = ? AND s.event > ?"
                + " AND e.type IN ('ServiceUpdated', 'ServiceCertificateRotated')",
            row -> row.getInt(1),
            alert.subject(),
            alert.event())
        .isPresent();
  }

  private static boolean restored(Handle handle, Open alert) {
    JsonNode values = values(alert);
    String now =
        Policies.before(
            handle,
            values.path("target").asText(),
            values.path("selector").asText(),
            Long.MAX_VALUE);
    return !Policies.looser(now, values.path("before").asText());
  }

  private static boolean closedAgain(Handle handle, Open alert) {
    JsonNode values = values(alert);
    String now =
        Callers.before(
            handle,
            values.path("target").asText(),
            values.path("selector").asText(),
            Long.MAX_VALUE);
    return !FunctionRole.wider(now, values.path("before").asText());
  }

  private static JsonNode values(Open alert) {
    try {
      return ConsoleJson.mapper().readTree(alert.values());
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
