package io.govchain.console.index;

import io.govchain.console.store.LedgerType;
import io.govchain.console.store.PackedLines;
import io.govchain.console.store.PackedNumbers;
import io.govchain.governance.Entry;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.service.database.Sql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** A transaction told again from the lines that a reorganisation left. */
final class Retelling {
  private final Handle handle;
  private final long seq;
  private Status status = Status.NONE;
  private Long endedAt;
  private Long escalatedAt;
  private int retries;
  private int rejections;

  private record Line(long number, int type, int code, long time) {}

  private record Run(List<PackedLines.Line> lines, long time) {}

  Retelling(Handle handle, long seq) {
    this.handle = handle;
    this.seq = seq;
  }

  /** Lines with this number and above are gone. */
  void until(long end) {
    List<Long> runs = runs();
    runs.removeIf(run -> run >= end);
    List<Line> lines = new ArrayList<>(rows());
    runs.forEach(run -> lines.addAll(packed(run)));
    lines.sort(Comparator.comparingLong(Line::number));
    lines.forEach(this::hear);
    long[] left = runs.stream().mapToLong(Long::longValue).toArray();
    Sql.update(
        handle,
        "UPDATE transactions SET status = ?1, ended_at = ?2, duration = ?2 - opened_at,"
            + " escalated_at = ?3, retries = ?4, rejections = ?5, runs = ?6 WHERE seq = ?7",
        status.ordinal(),
        endedAt,
        escalatedAt,
        retries,
        rejections,
        PackedNumbers.pack(left, left.length),
        seq);
  }

  private List<Long> runs() {
    byte[] bytes =
        Sql.first(
                handle, "SELECT runs FROM transactions WHERE seq = ?", row -> row.getBytes(1), seq)
            .orElseThrow();
    return new ArrayList<>(PackedNumbers.unpack(bytes));
  }

  private List<Line> rows() {
    return Sql.list(
        handle,
        "SELECT e.number, e.type, e.code, b.time FROM ledger_events e"
            + " JOIN carriers c ON c.id = e.carrier JOIN blocks b ON b.number = c.block"
            + " WHERE e.seq = ?",
        row -> new Line(row.getLong(1), row.getInt(2), row.getInt(3), row.getLong(4)),
        seq);
  }

  private List<Line> packed(long first) {
    Run run =
        Sql.first(
                handle,
                "SELECT r.lines, b.time FROM ledger_runs r JOIN carriers c ON c.id = r.carrier"
                    + " JOIN blocks b ON b.number = c.block WHERE r.first = ?",
                row -> new Run(PackedLines.unpack(first, row.getBytes(1)), row.getLong(2)),
                first)
            .orElseThrow();
    return run.lines().stream()
        .filter(line -> line.seq() == seq)
        .map(line -> new Line(line.number(), line.type(), line.code(), run.time()))
        .toList();
  }

  private void hear(Line line) {
    switch (line.type()) {
      case LedgerType.OPENED -> status = Status.OPEN;
      case LedgerType.STATUS -> {
        status = Status.values()[line.code()];
        endedAt = status.ended() ? Long.valueOf(line.time()) : null;
        escalatedAt = status == Status.ESCALATED ? Long.valueOf(line.time()) : escalatedAt;
      }
      case LedgerType.REPORTED ->
          retries += line.code() == Entry.COMPENSATION_FAILED.ordinal() ? 1 : 0;
      case LedgerType.REJECTED -> rejections++;
      default -> {
        // Changes no column.
      }
    }
  }
}
