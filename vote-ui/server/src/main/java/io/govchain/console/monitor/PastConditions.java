package io.govchain.console.monitor;

import io.govchain.console.store.Kind;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.service.database.Sql;
import java.util.List;
import java.util.stream.Stream;

/**
 * Conditions of transactions that began and were over between two looks: while the console was
 * away, before it was built anew, or in blocks that came together. The ledger tells from when to
 * when they held, so they are found as if somebody had looked at each block.
 */
final class PastConditions {
  /** Of very many the newest. */
  private static final int MOST = 10_000;

  private static final String NOT_FOUND =
      " AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.rule = ? AND a.key = '0x' || lower(hex(t.id)))";

  private static final String ESCALATED =
      "SELECT id, escalated_at, ended_at FROM transactions t"
          + " WHERE escalated_at >= ? AND status <> ?"
          + NOT_FOUND
          + " ORDER BY escalated_at DESC LIMIT ?";

  /** Past the deadline when a block came in which it had neither ended nor was with people. */
  private static final String LATE =
      "SELECT id, deadline, (SELECT min(time) FROM blocks WHERE time > t.deadline) AS late,"
          + " coalesce(escalated_at, ended_at) AS over FROM transactions t"
          + " WHERE (ended_at >= ?1 OR escalated_at >= ?1) AND over > deadline AND late < over"
          + NOT_FOUND.replace("?", "?2")
          + " ORDER BY over DESC LIMIT ?3";

  private PastConditions() {}

  /** A finding with the time at which it was over. */
  record Past(Finding finding, long over) {}

  /**
   * @param after the number of the last event that was looked at, 0 for none
   */
  static List<Past> since(Situation situation, long after) {
    long time = after == 0 ? 0 : timeOf(situation, after);
    return Stream.concat(
            escalated(situation, time).stream(), pastDeadline(situation, time).stream())
        .toList();
  }

  /** Of the block with the event; the first block's where blocks were replaced since. */
  private static long timeOf(Situation situation, long event) {
    return Sql.first(
            situation.handle(),
            "SELECT time FROM blocks WHERE first_event <= ? ORDER BY number DESC LIMIT 1",
            row -> row.getLong(1),
            event)
        .orElse(0L);
  }

  private static List<Past> escalated(Situation situation, long time) {
    return Sql.list(
        situation.handle(),
        ESCALATED,
        row ->
            new Past(
                Finding.of(
                        Rule.TRANSACTION_ESCALATED,
                        Kind.TRANSACTIONS,
                        Hex.of(row.getBytes(1)),
                        row.getLong(2))
                    .with("escalatedAt", row.getLong(2)),
                row.getLong(3)),
        time,
        Status.ESCALATED.ordinal(),
        Rule.TRANSACTION_ESCALATED.word(),
        MOST);
  }

  private static List<Past> pastDeadline(Situation situation, long time) {
    return Sql.list(
        situation.handle(),
        LATE,
        row ->
            new Past(
                Finding.of(
                        Rule.DEADLINE_PASSED,
                        Kind.TRANSACTIONS,
                        Hex.of(row.getBytes(1)),
                        row.getLong(3))
                    .with("deadline", row.getLong(2)),
                row.getLong(4)),
        time,
        Rule.DEADLINE_PASSED.word(),
        MOST);
  }
}
