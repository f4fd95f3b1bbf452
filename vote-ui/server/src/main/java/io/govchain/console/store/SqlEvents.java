package io.govchain.console.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.Paths;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** The log: the ledger's lines and all other events, merged by number. */
final class SqlEvents implements EventLog {
  private static final String LIST = "e";
  private static final int CHUNK = 500;

  private final Database database;
  private final LedgerLines lines = new LedgerLines();

  SqlEvents(Database database) {
    this.database = database;
  }

  @Override
  public Page<HistoryEvent> page(Filter filter, PageRequest request) {
    long before = Cursors.read(request, LIST, 1).map(keys -> keys[0]).orElse(Long.MAX_VALUE);
    return database.read(
        handle ->
            Cursors.page(
                newest(handle, filter, before, request.limit() + 1),
                request,
                total(handle, filter),
                event -> Cursors.of(LIST, event.number())));
  }

  @Override
  public long stream(Filter filter, long atMost, Consumer<HistoryEvent> sink) {
    return database.read(handle -> stream(handle, filter, atMost, sink));
  }

  /** In pieces, but all of one state: a reorganisation in between would leave events out. */
  private long stream(Handle handle, Filter filter, long atMost, Consumer<HistoryEvent> sink) {
    long before = Long.MAX_VALUE;
    long sent = 0;
    while (sent < atMost) {
      int wanted = (int) Math.min(CHUNK, atMost - sent);
      List<HistoryEvent> chunk = newest(handle, filter, before, wanted);
      chunk.forEach(sink);
      sent += chunk.size();
      if (chunk.size() < wanted) {
        break;
      }
      before = chunk.getLast().number();
    }
    return sent;
  }

  /** The events of a block, in order. */
  List<HistoryEvent> ofBlock(Handle handle, long block) {
    Optional<Long> first =
        Sql.first(
            handle,
            "SELECT first_event FROM blocks WHERE number = ?",
            row -> row.getLong(1),
            block);
    if (first.isEmpty()) {
      return List.of();
    }
    long end =
        Sql.first(
                handle,
                "SELECT first_event FROM blocks WHERE number = ?",
                row -> row.getLong(1),
                block + 1)
            .orElse(Long.MAX_VALUE);
    List<HistoryEvent> events = new ArrayList<>();
    events.addAll(
        plain()
            .where("e.number >= ? AND e.number < ?", first.get(), end)
            .list(handle, row -> event(handle, row)));
    events.addAll(lines.newest(handle, Filter.ALL, first.get(), end, Integer.MAX_VALUE));
    events.sort(Comparator.comparingLong(HistoryEvent::number));
    return events;
  }

  private List<HistoryEvent> newest(Handle handle, Filter filter, long before, int limit) {
    long first = filter.from().isPresent() ? firstEvent(handle, filter.from().getAsLong()) : 0;
    long end = before;
    if (filter.to().isPresent()) {
      end = Math.min(end, firstEvent(handle, filter.to().getAsLong() + 1));
    }
    List<HistoryEvent> found = new ArrayList<>(plain(handle, filter, first, end, limit));
    found.addAll(lines.newest(handle, filter, first, end, limit));
    found.sort(Comparator.comparingLong(HistoryEvent::number).reversed());
    return found.size() > limit ? found.subList(0, limit) : found;
  }

  /** The number of the first event at this time or later. */
  private static long firstEvent(Handle handle, long time) {
    return Sql.first(
            handle,
            "SELECT first_event FROM blocks WHERE time >= ? ORDER BY time, number LIMIT 1",
            row -> row.getLong(1),
            time)
        .orElse(Long.MAX_VALUE);
  }

  private static Query plain() {
    return new Query(
        "SELECT e.number, c.block, b.time, c.hash, c.sender, e.type, e.data FROM events e"
            + " JOIN carriers c ON c.id = e.carrier JOIN blocks b ON b.number = c.block");
  }

  private List<HistoryEvent> plain(Handle handle, Filter filter, long first, long end, int limit) {
    if (filter.type().filter(type -> LedgerType.of(type) != 0).isPresent()) {
      return List.of();
    }
    Query query = plain().where("e.number >= ? AND e.number < ?", first, end);
    filter.type().ifPresent(type -> query.where("e.type = ?", type));
    filter
        .kind()
        .ifPresent(
            kind ->
                filter
                    .id()
                    .ifPresentOrElse(
                        id ->
                            query.where(
                                "e.number IN (SELECT event FROM subjects WHERE kind = ? AND id = ?"
                                    + " AND (owner = 0 OR ? = 'institutions'))",
                                kind.word(),
                                id,
                                kind.word()),
                        () ->
                            query.where(
                                "EXISTS (SELECT 1 FROM subjects s WHERE s.event = e.number"
                                    + " AND s.kind = ? AND s.owner = 0)",
                                kind.word())));
    filter
        .institution()
        .ifPresent(
            institution ->
                query.where(
                    "e.number IN (SELECT event FROM subjects WHERE kind = 'institutions'"
                        + " AND id = ?)",
                    Paths.id(institution)));
    return query
        .then("ORDER BY e.number DESC LIMIT ?", limit)
        .list(handle, row -> event(handle, row));
  }

  private static HistoryEvent event(Handle handle, ResultSet row) throws SQLException {
    long number = row.getLong(1);
    List<Subject> subjects =
        Sql.list(
            handle,
            "SELECT kind, id FROM subjects WHERE event = ? ORDER BY place",
            each -> new Subject(Kind.parse(each.getString(1)), each.getString(2)),
            number);
    return new HistoryEvent(
        number,
        row.getLong(2),
        row.getLong(3),
        Hex.of(row.getBytes(4)),
        Optional.of(Hex.of(row.getBytes(5))),
        row.getString(6),
        subjects,
        json(row.getString(7)));
  }

  static JsonNode json(String text) {
    try {
      return ConsoleJson.mapper().readTree(text);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Only where the numbers alone tell it. */
  private OptionalLong total(Handle handle, Filter filter) {
    if (filter.kind().isPresent() && filter.id().isPresent() && filter.equals(about(filter))) {
      return filter.kind().get() == Kind.TRANSACTIONS
          ? OptionalLong.empty()
          : OptionalLong.of(
              new Query("SELECT count(*) FROM subjects")
                  .where("kind = ? AND id = ?", filter.kind().get().word(), filter.id().get())
                  .where("(owner = 0 OR kind = 'institutions')")
                  .number(handle));
    }
    return OptionalLong.empty();
  }

  private static Filter about(Filter filter) {
    return Filter.about(filter.kind().orElseThrow(), filter.id().orElseThrow());
  }
}
