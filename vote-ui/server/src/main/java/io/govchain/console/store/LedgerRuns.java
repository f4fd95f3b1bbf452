package io.govchain.console.store;

import io.govchain.governance.Paths;
import io.govchain.service.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/** Finds lines in the packed runs, newest first. */
final class LedgerRuns {
  private static final int CHUNK = 64;
  private static final String SELECT =
      "SELECT r.first, r.lines, c.block, b.time, c.hash, c.sender FROM ledger_runs r"
          + " JOIN carriers c ON c.id = r.carrier JOIN blocks b ON b.number = c.block";

  private final Handle handle;
  private final Map<Long, LedgerLines.About> transactions = new HashMap<>();
  private final Map<Integer, Optional<String>> words = new HashMap<>();

  private record Run(long first, byte[] lines, LedgerLines.Place place) {}

  LedgerRuns(Handle handle) {
    this.handle = handle;
  }

  /**
   * The newest that the filter allows.
   *
   * @param first number of a block's first event
   * @param end all numbers are below
   */
  List<HistoryEvent> newest(EventLog.Filter filter, long first, long end, int limit) {
    Predicate<PackedLines.Line> wanted = line -> line.number() < end;
    if (filter.type().isPresent()) {
      int type = LedgerType.of(filter.type().get());
      wanted = wanted.and(line -> line.type() == type);
    }
    if (filter.institution().isPresent()) {
      int institution = number(Paths.id(filter.institution().get()));
      wanted = wanted.and(line -> line.institution() == institution);
    }
    return filter.id().isPresent()
        ? ofTransaction(filter.id().get(), first, wanted, limit)
        : all(first, end, wanted, limit);
  }

  private int number(String word) {
    return Sql.first(handle, "SELECT id FROM words WHERE word = ?", row -> row.getInt(1), word)
        .orElse(-1);
  }

  private List<HistoryEvent> all(
      long first, long end, Predicate<PackedLines.Line> wanted, int limit) {
    List<HistoryEvent> found = new ArrayList<>();
    long before = end;
    while (true) {
      List<Run> runs =
          Sql.list(
              handle,
              SELECT + " WHERE r.first < ? AND r.first >= ? ORDER BY r.first DESC LIMIT ?",
              LedgerRuns::run,
              before,
              first,
              CHUNK);
      for (Run run : runs) {
        add(run, wanted, limit, found);
        if (found.size() >= limit) {
          return found;
        }
      }
      if (runs.size() < CHUNK) {
        return found;
      }
      before = runs.getLast().first();
    }
  }

  private List<HistoryEvent> ofTransaction(
      String id, long first, Predicate<PackedLines.Line> wanted, int limit) {
    record Told(long seq, byte[] runs) {}
    Optional<Told> told =
        Sql.first(
            handle,
            "SELECT seq, runs FROM transactions WHERE id = ?",
            row -> new Told(row.getLong(1), row.getBytes(2)),
            (Object) LedgerLines.transactionId(id));
    List<HistoryEvent> found = new ArrayList<>();
    if (told.isEmpty()) {
      return found;
    }
    Predicate<PackedLines.Line> its = wanted.and(line -> line.seq() == told.get().seq());
    for (long run : PackedNumbers.unpack(told.get().runs()).reversed()) {
      if (run >= first && found.size() < limit) {
        Sql.first(handle, SELECT + " WHERE r.first = ?", LedgerRuns::run, run)
            .ifPresent(read -> add(read, its, limit, found));
      }
    }
    return found;
  }

  private void add(
      Run run, Predicate<PackedLines.Line> wanted, int limit, List<HistoryEvent> found) {
    for (PackedLines.Line line : PackedLines.unpack(run.first(), run.lines()).reversed()) {
      if (found.size() >= limit) {
        return;
      }
      if (wanted.test(line)) {
        found.add(tell(run.place(), line));
      }
    }
  }

  private HistoryEvent tell(LedgerLines.Place place, PackedLines.Line line) {
    LedgerLines.About about =
        transactions.computeIfAbsent(line.seq(), seq -> LedgerLines.about(handle, seq));
    return LedgerLines.tell(
        place,
        new LedgerLines.Told(
            line.number(),
            line.type(),
            line.step(),
            line.code(),
            0,
            line.institution() == 0 ? Optional.empty() : word(line.institution()),
            line.digest().length == 0 ? null : line.digest(),
            null),
        about);
  }

  private Optional<String> word(int number) {
    return words.computeIfAbsent(
        number,
        id -> Sql.first(handle, "SELECT word FROM words WHERE id = ?", r -> r.getString(1), id));
  }

  private static Run run(ResultSet row) throws SQLException {
    return new Run(
        row.getLong(1),
        row.getBytes(2),
        new LedgerLines.Place(row.getLong(3), row.getLong(4), row.getBytes(5), row.getBytes(6)));
  }
}
