package io.govchain.console.index;

import io.govchain.console.store.Changes;
import io.govchain.console.store.Meta;
import io.govchain.console.store.PackedLines;
import io.govchain.service.database.Sql;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Takes back everything above a block: rows of orphaned blocks go, transactions that they changed
 * are told again from the lines that are left, and records that they touched are read again.
 */
final class Rollback {
  private final Handle handle;
  private final long lastCommon;

  private record First(long event, long carrier, long seq) {}

  private Rollback(Handle handle, long lastCommon) {
    this.handle = handle;
    this.lastCommon = lastCommon;
  }

  static void to(Handle handle, long lastCommon) {
    new Rollback(handle, lastCommon).run();
  }

  private void run() {
    Sql.first(
            handle,
            "SELECT first_event, first_carrier, first_seq FROM blocks WHERE number = ?",
            row -> new First(row.getLong(1), row.getLong(2), row.getLong(3)),
            lastCommon + 1)
        .ifPresent(this::undo);
    if (Meta.number(handle, Meta.FOUNDED).orElse(-1) > lastCommon) {
      // What was read may be of blocks that were replaced before they were taken in.
      Sql.update(handle, "DELETE FROM meta WHERE name = ?", Meta.FOUNDED);
    }
  }

  private void undo(First first) {
    Set<Long> touched = touched(first);
    stale(first);
    owners(first);
    for (String sql :
        List.of(
            "DELETE FROM ledger_events WHERE number >= ?",
            "DELETE FROM ledger_runs WHERE first >= ?",
            "DELETE FROM votes WHERE event >= ?",
            "DELETE FROM work_orders WHERE event >= ?",
            "DELETE FROM things WHERE event >= ?",
            "DELETE FROM subjects WHERE event >= ?",
            "DELETE FROM events WHERE number >= ?")) {
      Sql.update(handle, sql, first.event());
    }
    Sql.update(handle, "DELETE FROM transactions WHERE seq >= ?", first.seq());
    Sql.update(handle, "DELETE FROM pipeline_spans WHERE first >= ?", first.seq());
    Sql.update(handle, "DELETE FROM carriers WHERE id >= ?", first.carrier());
    touched.forEach(seq -> new Retelling(handle, seq).until(first.event()));
    Sql.update(handle, "DELETE FROM blocks WHERE number > ?", lastCommon);
    recount();
    Changes.reorganised(handle, lastCommon);
  }

  /** Transactions from before of which orphaned lines tell. */
  private Set<Long> touched(First first) {
    Set<Long> touched =
        new TreeSet<>(
            Sql.list(
                handle,
                "SELECT DISTINCT seq FROM ledger_events WHERE number >= ? AND seq < ?",
                row -> row.getLong(1),
                first.event(),
                first.seq()));
    Sql.list(
            handle,
            "SELECT first, lines FROM ledger_runs WHERE first >= ?",
            row -> PackedLines.unpack(row.getLong(1), row.getBytes(2)),
            first.event())
        .forEach(
            lines ->
                lines.stream()
                    .map(PackedLines.Line::seq)
                    .filter(seq -> seq < first.seq())
                    .forEach(touched::add));
    return touched;
  }

  private void stale(First first) {
    Sql.update(
        handle,
        "INSERT INTO stale (kind, id) SELECT DISTINCT kind, id FROM subjects WHERE event >= ?"
            + " ON CONFLICT DO NOTHING",
        first.event());
    Sql.update(
        handle,
        "INSERT INTO stale (kind, id) SELECT DISTINCT 'credit', id FROM subjects"
            + " WHERE event >= ? AND kind = 'institutions' ON CONFLICT DO NOTHING",
        first.event());
    Sql.update(
        handle,
        "INSERT INTO stale (kind, id) SELECT DISTINCT 'pipeline-version',"
            + " CAST(json_extract(data, '$.number') AS TEXT) FROM events WHERE number >= ?"
            + " AND type IN ('PipelineRequested', 'PipelineAmendmentProposed')"
            + " ON CONFLICT DO NOTHING",
        first.event());
    SideEffects.since(handle, first.event());
  }

  private void owners(First first) {
    Sql.list(
            handle,
            "SELECT json_extract(data, '$.id'), json_extract(data, '$.from') FROM events"
                + " WHERE number >= ? AND type = 'SubchainTransferred' ORDER BY number DESC",
            row -> new String[] {row.getString(1), row.getString(2)},
            first.event())
        .forEach(transfer -> SideEffects.own(handle, transfer[0], transfer[1]));
  }

  private void recount() {
    Sql.update(handle, "DELETE FROM counts");
    Sql.update(
        handle,
        "INSERT INTO counts (what, id, number)"
            + " SELECT 1, status, count(*) FROM transactions GROUP BY status UNION ALL"
            + " SELECT 2, initiator, count(*) FROM transactions GROUP BY initiator UNION ALL"
            + " SELECT 3, pipeline, sum(last - first + 1) FROM pipeline_spans GROUP BY pipeline");
  }
}
