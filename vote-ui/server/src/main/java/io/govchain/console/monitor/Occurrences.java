package io.govchain.console.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.console.store.ConsoleJson;
import io.govchain.console.store.Kind;
import io.govchain.console.store.LedgerType;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.Entry;
import io.govchain.governance.FunctionRole;
import io.govchain.governance.Paths;
import io.govchain.service.database.Sql;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Events that are findings in themselves. */
final class Occurrences {
  private final Situation situation;
  private final long after;
  private final long until;
  private final List<Finding> found = new ArrayList<>();

  private record Told(long number, long time, JsonNode data) {}

  private Occurrences(Situation situation, long after, long until) {
    this.situation = situation;
    this.after = after;
    this.until = until;
  }

  /** Those among the events above one number and not above another. */
  static List<Finding> between(Situation situation, long after, long until) {
    Occurrences occurrences = new Occurrences(situation, after, until);
    occurrences.disputes();
    occurrences.votes();
    occurrences.changes();
    occurrences.policies();
    occurrences.callers();
    occurrences.replacements();
    return occurrences.found;
  }

  private void disputes() {
    found.addAll(
        Sql.list(
            situation.handle(),
            "SELECT e.number, b.time, t.id, e.step, w.word FROM ledger_events e"
                + " JOIN carriers c ON c.id = e.carrier JOIN blocks b ON b.number = c.block"
                + " JOIN transactions t ON t.seq = e.seq JOIN words w ON w.id = e.institution"
                + " WHERE e.type = 2 AND e.code = 4 AND e.type = ? AND e.code = ?"
                + " AND e.number > ? AND e.number <= ? ORDER BY e.number",
            row ->
                Finding.of(
                        Rule.VERDICT_DISPUTED,
                        Kind.TRANSACTIONS,
                        Hex.of(row.getBytes(3)),
                        row.getLong(1),
                        row.getLong(2))
                    .with("step", row.getLong(4))
                    .with("institution", row.getString(5)),
            LedgerType.REPORTED,
            Entry.DISPUTED.ordinal(),
            after,
            until));
  }

  private void votes() {
    found.addAll(
        Sql.list(
            situation.handle(),
            "SELECT v.event, b.time, v.work_order, v.voter FROM work_orders o"
                + " JOIN votes v ON v.work_order = o.id JOIN events e ON e.number = v.event"
                + " JOIN carriers c ON c.id = e.carrier JOIN blocks b ON b.number = c.block"
                + " WHERE o.unknown_call = 1 AND v.event > ? AND v.event <= ?"
                + " ORDER BY v.event",
            row ->
                Finding.of(
                        Rule.UNKNOWN_CALL_VOTED,
                        Kind.WORK_ORDERS,
                        row.getString(3),
                        row.getLong(1),
                        row.getLong(2))
                    .with("voter", row.getString(4)),
            after,
            until));
  }

  private void changes() {
    for (Told told : told("CreditNotRecorded")) {
      found.add(
          Finding.of(
                  Rule.CREDIT_NOT_RECORDED,
                  Kind.INSTITUTIONS,
                  institution(told.number()),
                  told.number(),
                  told.time())
              .with("settled", told.data().path("settled").asLong()));
    }
    for (Told told : told("ServiceCertificateRotated")) {
      found.add(
          Finding.of(
                  Rule.CERTIFICATE_CHANGED,
                  Kind.SERVICES,
                  told.data().path("id").asText(),
                  told.number(),
                  told.time())
              .with("tlsFingerprint", told.data().path("tlsFingerprint").asText())
              .with("previousUntil", told.data().path("previousUntil").asLong()));
    }
    for (Told told : told("GovernedContractUpgraded")) {
      found.add(
          Finding.of(
                  Rule.CONTRACT_UPGRADED,
                  Kind.GOVERNANCE_CONTRACTS,
                  told.data().path("id").asText(),
                  told.number(),
                  told.time())
              .with("implementation", told.data().path("implementation").asText())
              .with("version", told.data().path("version").asLong()));
    }
  }

  private void policies() {
    for (Told told : told("PolicyChanged")) {
      String target = told.data().path("target").asText();
      String selector = told.data().path("selector").asText();
      String policy = told.data().path("policy").asText();
      String before = Policies.before(situation.handle(), target, selector, told.number());
      if (Policies.looser(policy, before)) {
        found.add(
            Finding.of(Rule.POLICY_LOOSENED, Kind.RULES, "voting", told.number(), told.time())
                .with("target", target)
                .with("selector", selector)
                .with("before", before)
                .with("policy", policy));
      }
    }
  }

  private void callers() {
    for (Told told : told("FunctionRoleChanged")) {
      String target = told.data().path("target").asText();
      String selector = told.data().path("selector").asText();
      String role = told.data().path("role").asText();
      String before = Callers.before(situation.handle(), target, selector, told.number());
      if (FunctionRole.wider(role, before)) {
        found.add(
            Finding.of(
                    Rule.PERMISSION_WIDENED, Kind.RULES, "permissions", told.number(), told.time())
                .with("target", target)
                .with("selector", selector)
                .with("before", before)
                .with("role", role));
      }
    }
  }

  private void replacements() {
    Map<String, Replacements> services = new HashMap<>();
    Stream.of("ServiceUpdated", "ServiceCertificateRotated")
        .flatMap(type -> told(type).stream())
        .forEach(
            told ->
                services
                    .computeIfAbsent(
                        told.data().path("id").asText(),
                        id -> Replacements.of(situation.handle(), id))
                    .by(told.number())
                    .ifPresent(replaced -> found.add(replaced(told, replaced))));
  }

  private static Finding replaced(Told told, Replacements.Replaced replaced) {
    String id = told.data().path("id").asText();
    return Finding.of(Rule.SERVICE_REPLACED, Kind.SERVICES, id, told.number(), told.time())
        .with("tlsFingerprint", replaced.now("tlsFingerprint"))
        .with("tlsFingerprintBefore", replaced.before("tlsFingerprint"))
        .with("endpoint", replaced.now("endpoint"))
        .with("endpointBefore", replaced.before("endpoint"))
        .with("account", replaced.now("account"))
        .with("accountBefore", replaced.before("account"));
  }

  private List<Told> told(String type) {
    return Sql.list(
        situation.handle(),
        "SELECT e.number, b.time, e.data FROM events e JOIN carriers c ON c.id = e.carrier"
            + " JOIN blocks b ON b.number = c.block WHERE e.type = ? AND e.number > ?"
            + " AND e.number <= ? ORDER BY e.number",
        row -> new Told(row.getLong(1), row.getLong(2), json(row.getString(3))),
        type,
        after,
        until);
  }

  /** Credit's events name institutions by half of their ids; the index knows the whole. */
  private String institution(long event) {
    Optional<String> first =
        Sql.first(
            situation.handle(),
            "SELECT s.id FROM events e JOIN subjects s ON s.event = e.number"
                + " AND s.kind = 'institutions'"
                + " AND substr(s.id, 1, 34) = json_extract(e.data, '$.institution')"
                + " WHERE e.number = ?",
            row -> row.getString(1),
            event);
    return first.orElse(Paths.id(""));
  }

  private static JsonNode json(String text) {
    try {
      return ConsoleJson.mapper().readTree(text);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
