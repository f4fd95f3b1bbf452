package io.govchain.console.store;

import io.govchain.evm.encoding.Hex;
import io.govchain.governance.Entry;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.Paths;
import io.govchain.governance.Rejection;
import io.govchain.governance.TransactionRecord;
import io.govchain.service.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The ledger's lines, put together again from their numbers: packed runs, and rows of others. */
final class LedgerLines {
  private static final int NO_STEP = 255;
  private static final String SELECT =
      "SELECT e.number, c.block, b.time, c.hash, c.sender, e.type, e.step, e.code, e.reason,"
          + " w.word, e.word, e.note, t.id, t.deadline, t.steps FROM ledger_events e"
          + " JOIN carriers c ON c.id = e.carrier JOIN blocks b ON b.number = c.block"
          + " LEFT JOIN transactions t ON t.seq = e.seq LEFT JOIN words w ON w.id = e.institution";

  /** Where a line stands on the chain. */
  record Place(long block, long time, byte[] hash, byte[] sender) {}

  /** What a line says; {@code word} is the digest, or the id of a transaction that has no row. */
  record Told(
      long number,
      int type,
      int step,
      int code,
      int reason,
      Optional<String> institution,
      byte[] word,
      String note) {}

  /** The transaction that a line is about. */
  record About(byte[] id, long deadline, byte[] steps) {}

  /** Newest first; {@code first} is the number of a block's first event. */
  List<HistoryEvent> newest(
      Handle handle, EventLog.Filter filter, long first, long end, int limit) {
    Optional<Integer> type = filter.type().map(LedgerType::of);
    boolean other =
        filter
            .kind()
            .filter(kind -> kind != Kind.TRANSACTIONS && kind != Kind.INSTITUTIONS)
            .isPresent();
    // An institution's own record is told by what was registered; its lines are in the ledger.
    boolean record = filter.kind().filter(kind -> kind == Kind.INSTITUTIONS).isPresent();
    if (type.filter(number -> number == 0).isPresent() || other || record) {
      return List.of();
    }
    List<HistoryEvent> found = new ArrayList<>(rows(handle, filter, first, end, limit));
    if (type.isEmpty() || type.get() <= LedgerType.STATUS) {
      found.addAll(new LedgerRuns(handle).newest(filter, first, end, limit));
    }
    found.sort(Comparator.comparingLong(HistoryEvent::number).reversed());
    return found.size() > limit ? found.subList(0, limit) : found;
  }

  private static List<HistoryEvent> rows(
      Handle handle, EventLog.Filter filter, long first, long end, int limit) {
    Optional<Integer> type = filter.type().map(LedgerType::of);
    List<Query> queries = new ArrayList<>();
    if (filter.id().isPresent()) {
      Object id = transactionId(filter.id().get());
      queries.add(
          new Query(SELECT).where("e.seq = (SELECT seq FROM transactions WHERE id = ?)", id));
      queries.add(new Query(SELECT).where("e.seq IS NULL AND e.word = ?", id));
    } else {
      queries.add(new Query(SELECT));
    }
    List<HistoryEvent> found = new ArrayList<>();
    for (Query query : queries) {
      query.where("e.number >= ? AND e.number < ?", first, end);
      type.ifPresent(number -> query.where(condition(number), number));
      filter
          .institution()
          .ifPresent(
              institution ->
                  query.where(
                      "e.institution = (SELECT id FROM words WHERE word = ?)",
                      Paths.id(institution)));
      found.addAll(
          query.then("ORDER BY e.number DESC LIMIT ?", limit).list(handle, LedgerLines::read));
    }
    return found;
  }

  /** Rare lines have an index of their own; the others are found sooner by going back. */
  private static String condition(int type) {
    return type > LedgerType.STATUS ? "e.type > 3 AND e.type = ?" : "+e.type = ?";
  }

  static byte[] transactionId(String id) {
    return id.matches("0x[0-9a-f]{64}") ? Hex.bytes(id) : new byte[0];
  }

  /** The transaction with this number. */
  static About about(Handle handle, long seq) {
    return Sql.first(
            handle,
            "SELECT id, deadline, steps FROM transactions WHERE seq = ?",
            row -> new About(row.getBytes(1), row.getLong(2), row.getBytes(3)),
            seq)
        .orElseThrow(() -> new IllegalStateException("ledger_runs: there is no seq " + seq));
  }

  private static HistoryEvent read(ResultSet row) throws SQLException {
    int step = row.getInt(7);
    step = row.wasNull() ? NO_STEP : step;
    Told told =
        new Told(
            row.getLong(1),
            row.getInt(6),
            step,
            row.getInt(8),
            row.getInt(9),
            Optional.ofNullable(row.getString(10)),
            row.getBytes(11),
            row.getString(12));
    byte[] id = row.getBytes(13);
    return tell(
        new Place(row.getLong(2), row.getLong(3), row.getBytes(4), row.getBytes(5)),
        told,
        new About(id == null ? told.word() : id, row.getLong(14), row.getBytes(15)));
  }

  static HistoryEvent tell(Place place, Told told, About about) {
    String transaction = Hex.of(about.id());
    String sender = Hex.of(place.sender());
    GovernanceEvent.OfLedger event = event(transaction, sender, told, about);
    List<Subject> subjects = new ArrayList<>();
    subjects.add(new Subject(Kind.TRANSACTIONS, transaction));
    told.institution().ifPresent(found -> subjects.add(new Subject(Kind.INSTITUTIONS, found)));
    return new HistoryEvent(
        told.number(),
        place.block(),
        place.time(),
        Hex.of(place.hash()),
        Optional.of(sender),
        event.getClass().getSimpleName(),
        subjects,
        ConsoleJson.mapper().valueToTree(event));
  }

  private static GovernanceEvent.OfLedger event(
      String transaction, String sender, Told told, About about) {
    String institution = told.institution().orElse("");
    return switch (told.type()) {
      case LedgerType.OPENED ->
          new GovernanceEvent.TransactionOpened(
              transaction, institution, about.deadline(), PackedSteps.unpack(about.steps()));
      case LedgerType.REPORTED ->
          new GovernanceEvent.StepReported(
              transaction,
              institution,
              told.step(),
              Entry.values()[told.code()],
              told.word() == null ? "" : Hex.of(told.word()));
      case LedgerType.STATUS ->
          new GovernanceEvent.TransactionStatusChanged(
              transaction, TransactionRecord.Status.values()[told.code()]);
      case LedgerType.REJECTED ->
          new GovernanceEvent.EntryRejected(
              transaction,
              sender,
              told.step(),
              Entry.values()[told.code()],
              Rejection.values()[told.reason()]);
      case LedgerType.RESOLVED -> new GovernanceEvent.TransactionResolved(transaction, told.note());
      default -> throw new IllegalStateException("a line of type " + told.type() + " is unknown");
    };
  }
}
