package io.govchain.console.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.Paths;
import io.govchain.governance.WorkOrder;
import io.govchain.service.database.Database;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Work orders, from rows. */
final class SqlOrders implements Orders {
  private static final String LIST = "o";
  private static final int SHOWN_HISTORY = 200;

  private static final String COLUMNS =
      "SELECT o.number, o.id, o.proposer, a.institution, o.title, o.policy, o.seats, o.in_favour,"
          + " o.against, o.abstain, o.state, o.snapshot, o.deadline, o.grace_end, o.actions,"
          + " o.description, o.proposal, o.changes FROM work_orders o"
          + " LEFT JOIN records a ON a.kind = 'accounts' AND a.id = o.proposer";

  private final Database database;
  private final EventLog events;

  SqlOrders(Database database, EventLog events) {
    this.database = database;
    this.events = events;
  }

  @Override
  public Page<Line> page(Filter filter, PageRequest request) {
    return database.read(
        handle -> {
          Query query = filtered(new Query(COLUMNS), filter);
          Cursors.read(request, LIST, 1).ifPresent(keys -> query.where("o.number < ?", keys[0]));
          List<Line> found =
              query
                  .then("ORDER BY o.number DESC LIMIT ?", request.limit() + 1)
                  .list(handle, SqlOrders::line);
          long total =
              filtered(
                      new Query(
                          "SELECT count(*) FROM work_orders o LEFT JOIN records a"
                              + " ON a.kind = 'accounts' AND a.id = o.proposer"),
                      filter)
                  .number(handle);
          return Cursors.page(
              found, request, OptionalLong.of(total), line -> Cursors.of(LIST, line.number()));
        });
  }

  private static Query filtered(Query query, Filter filter) {
    filter.state().ifPresent(state -> query.where("o.state = ?", state.name()));
    filter
        .proposer()
        .ifPresent(
            proposer ->
                query.where("(o.proposer = ? OR a.institution = ?)", proposer, Paths.id(proposer)));
    filter
        .institution()
        .ifPresent(
            institution ->
                query.where(Seats.HOLDS.formatted("o.snapshot"), Seats.bound(institution)));
    filter
        .awaiting()
        .ifPresent(
            institution -> {
              query.where("o.state IN ('PENDING', 'ACTIVE')");
              query.where(Seats.HOLDS.formatted("o.snapshot"), Seats.bound(institution));
              query.where(
                  "NOT EXISTS (SELECT 1 FROM votes v JOIN records m ON m.kind = 'accounts'"
                      + " AND m.id = v.voter WHERE v.work_order = o.id AND m.institution = ?)",
                  Paths.id(institution));
            });
    filter
        .action()
        .ifPresent(
            action ->
                query.where(
                    "EXISTS (SELECT 1 FROM json_each(o.actions) c WHERE c.value ->> 'contract' = ?"
                        + " OR c.value ->> 'function' = ?"
                        + " OR (c.value ->> 'contract') || '.' || (c.value ->> 'function') = ?)",
                    action,
                    action,
                    action));
    filter
        .q()
        .ifPresent(
            q ->
                query.where(
                    "(instr(lower(o.description), lower(?)) > 0"
                        + " OR substr(o.id, 1, length(?)) = lower(?))",
                    q,
                    q,
                    q));
    return query;
  }

  private record Found(Line line, String description, Calls calls, List<Change> changes) {}

  @Override
  public Optional<Detail> order(String id) {
    Optional<Detail> found =
        database.read(
            handle ->
                new Query(COLUMNS)
                    .where("o.id = ?", id).list(handle, SqlOrders::found).stream()
                        .findFirst()
                        .map(order -> detail(handle, order)));
    return found.map(
        order ->
            new Detail(
                order.line(),
                order.description(),
                order.discussion(),
                order.proposal(),
                order.changes(),
                order.votes(),
                events
                    .page(
                        EventLog.Filter.about(Kind.WORK_ORDERS, id),
                        PageRequest.first(SHOWN_HISTORY))
                    .items()));
  }

  private static Detail detail(Handle handle, Found order) {
    return new Detail(
        order.line(),
        order.description(),
        Discussion.in(order.description()),
        order.calls(),
        order.changes(),
        ballots(handle, order.line()),
        List.of());
  }

  private static List<Ballot> ballots(Handle handle, Line order) {
    return new Query(
            "SELECT i.id, i.label, v.vote, v.voter, v.reason, b.time, c.hash FROM records i"
                + " LEFT JOIN (votes v JOIN records m ON m.kind = 'accounts' AND m.id = v.voter"
                + "   JOIN events e ON e.number = v.event JOIN carriers c ON c.id = e.carrier"
                + "   JOIN blocks b ON b.number = c.block)"
                + " ON v.work_order = ? AND m.institution = i.id",
            order.id())
        .where("i.kind = 'institutions'")
        .where(Seats.HELD_BY_RECORD, order.snapshot())
        .then("ORDER BY i.label")
        .list(handle, SqlOrders::ballot);
  }

  private static Ballot ballot(ResultSet row) throws SQLException {
    String vote = row.getString(3);
    return new Ballot(
        row.getString(1),
        row.getString(2),
        Optional.ofNullable(vote).map(WorkOrder.Vote::valueOf),
        Optional.ofNullable(row.getString(4)),
        Optional.ofNullable(row.getString(5)),
        vote == null ? OptionalLong.empty() : OptionalLong.of(row.getLong(6)),
        Optional.ofNullable(row.getBytes(7)).map(Hex::of));
  }

  private static Found found(ResultSet row) throws SQLException {
    return new Found(
        line(row),
        row.getString(16),
        parse(row.getString(17), new TypeReference<Calls>() {}),
        parse(row.getString(18), new TypeReference<List<Change>>() {}));
  }

  static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getString(2),
        row.getLong(1),
        row.getString(3),
        Optional.ofNullable(row.getString(4)),
        row.getString(5),
        WorkOrder.Policy.valueOf(row.getString(6)),
        row.getInt(7),
        row.getInt(8),
        row.getInt(9),
        row.getInt(10),
        WorkOrder.State.valueOf(row.getString(11)),
        row.getLong(12),
        row.getLong(13),
        row.getLong(14),
        parse(row.getString(15), new TypeReference<List<Action>>() {}));
  }

  /** Those opened, voted on or decided in between, in the state that they are in now. */
  static List<Line> underWayBetween(Handle handle, long from, long to) {
    return new Query(COLUMNS)
        .where(
            "((o.deadline BETWEEN ? AND ? AND o.state NOT IN ('PENDING', 'ACTIVE'))"
                + " OR EXISTS (SELECT 1 FROM subjects s"
                + " JOIN events e ON e.number = s.event JOIN carriers c ON c.id = e.carrier"
                + " JOIN blocks b ON b.number = c.block WHERE s.kind = 'work-orders'"
                + " AND s.id = o.id AND b.time BETWEEN ? AND ?))",
            from,
            to,
            from,
            to)
        .then("ORDER BY o.number")
        .list(handle, SqlOrders::line);
  }

  private static <T> T parse(String text, TypeReference<T> type) {
    try {
      return ConsoleJson.mapper().readValue(text, type);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
