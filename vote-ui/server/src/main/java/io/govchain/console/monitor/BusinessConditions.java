package io.govchain.console.monitor;

import io.govchain.console.store.Kind;
import io.govchain.console.store.LedgerType;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.service.database.Sql;
import java.util.ArrayList;
import java.util.List;

/** Conditions of cross-chain business and of governing. */
final class BusinessConditions {
  private static final long HOUR = 3_600;

  /** The oldest of very many; the next ones follow as these are dealt with. */
  private static final int MOST = 500;

  private BusinessConditions() {}

  static List<Finding> of(Situation situation) {
    List<Finding> found = new ArrayList<>();
    found.addAll(pastDeadline(situation));
    found.addAll(escalated(situation));
    found.addAll(rejections(situation));
    found.addAll(restricted(situation));
    found.addAll(busyAccounts(situation));
    return found;
  }

  private static List<Finding> pastDeadline(Situation situation) {
    return Sql.list(
        situation.handle(),
        "SELECT id, deadline, status FROM transactions WHERE status IN (?, ?) AND +deadline < ?"
            + " ORDER BY seq LIMIT ?",
        row ->
            Finding.of(
                    Rule.DEADLINE_PASSED,
                    Kind.TRANSACTIONS,
                    Hex.of(row.getBytes(1)),
                    situation.now())
                .with("deadline", row.getLong(2))
                .with("status", Status.values()[row.getInt(3)].name()),
        Status.OPEN.ordinal(),
        Status.COMPENSATING.ordinal(),
        situation.now(),
        MOST);
  }

  private static List<Finding> escalated(Situation situation) {
    return Sql.list(
        situation.handle(),
        "SELECT id, escalated_at FROM transactions WHERE status = ? ORDER BY seq LIMIT ?",
        row ->
            Finding.of(
                    Rule.TRANSACTION_ESCALATED,
                    Kind.TRANSACTIONS,
                    Hex.of(row.getBytes(1)),
                    situation.now())
                .with("escalatedAt", row.getLong(2)),
        Status.ESCALATED.ordinal(),
        MOST);
  }

  private static List<Finding> rejections(Situation situation) {
    return Sql.list(
        situation.handle(),
        "SELECT w.word, count(*) FROM ledger_events e JOIN words w ON w.id = e.institution"
            + " WHERE e.type > 3 AND e.type = ? AND e.number >= ? GROUP BY w.word"
            + " HAVING count(*) > ?",
        row ->
            Finding.of(Rule.REJECTIONS_MANY, Kind.INSTITUTIONS, row.getString(1), situation.now())
                .with("rejections", row.getLong(2))
                .with("threshold", situation.thresholds().rejections()),
        LedgerType.REJECTED,
        anHourAgo(situation),
        situation.thresholds().rejections());
  }

  private static List<Finding> restricted(Situation situation) {
    return Sql.list(
        situation.handle(),
        "SELECT institution, score FROM credit WHERE restricted = 1",
        row ->
            Finding.of(Rule.CREDIT_RESTRICTED, Kind.INSTITUTIONS, row.getString(1), situation.now())
                .with("score", row.getLong(2)));
  }

  /** Each transaction of the chain counts once, however many events it had. */
  private static List<Finding> busyAccounts(Situation situation) {
    return Sql.list(
        situation.handle(),
        "SELECT c.sender, count(DISTINCT c.id) FROM events e JOIN carriers c ON c.id = e.carrier"
            + " WHERE e.number >= ? AND e.type <> 'CreditScoreChanged' GROUP BY c.sender"
            + " HAVING count(DISTINCT c.id) > ?",
        row ->
            Finding.of(Rule.ACTIONS_MANY, Kind.ACCOUNTS, Hex.of(row.getBytes(1)), situation.now())
                .with("actions", row.getLong(2))
                .with("threshold", situation.thresholds().governedActions()),
        anHourAgo(situation),
        situation.thresholds().governedActions());
  }

  private static long anHourAgo(Situation situation) {
    return Sql.first(
            situation.handle(),
            "SELECT first_event FROM blocks WHERE time >= ? ORDER BY time, number LIMIT 1",
            row -> row.getLong(1),
            situation.now() - HOUR)
        .orElse(Long.MAX_VALUE);
  }
}
