package io.govchain.console.store;

import io.govchain.evm.encoding.Hex;
import io.govchain.governance.TransactionRecord;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The ledger, from rows. */
final class SqlLedger implements Ledger {
  private static final String SELECT =
      "SELECT t.seq, t.id, w.word, r.label, t.status, t.opened_at, t.deadline, t.ended_at, t.steps,"
          + " t.retries, t.rejections, t.duration FROM transactions t"
          + " LEFT JOIN words w ON w.id = t.initiator"
          + " LEFT JOIN records r ON r.kind = 'institutions' AND r.id = w.word";

  private final Database database;
  private final TransactionStory story = new TransactionStory();

  /** A line with what it is sorted by. */
  record Sorted(long seq, long key, Line line) {}

  SqlLedger(Database database) {
    this.database = database;
  }

  @Override
  public Page<Line> page(Filter filter, Order order, PageRequest request) {
    String list = "t" + order.sort().ordinal() + (order.ascending() ? "a" : "d");
    return database.read(
        handle -> {
          LedgerSearch search = new LedgerSearch(handle, filter, order);
          Query query = search.query(SELECT);
          Cursors.read(request, list, 2).ifPresent(keys -> search.after(query, keys));
          List<Sorted> found =
              query
                  .then(search.orderBy() + " LIMIT ?", request.limit() + 1)
                  .list(handle, row -> sorted(row, order.sort()));
          OptionalLong total = search.total();
          return Cursors.page(
                  found, request, total, last -> Cursors.of(list, last.key(), last.seq()))
              .map(Sorted::line);
        });
  }

  @Override
  public long stream(Filter filter, Order order, long atMost, Consumer<Line> sink) {
    return database.read(
        handle -> {
          LedgerSearch search = new LedgerSearch(handle, filter, order);
          long[] sent = {0};
          search
              .query(SELECT)
              .then(search.orderBy() + " LIMIT ?", atMost)
              .each(
                  handle,
                  SqlLedger::line,
                  line -> {
                    sink.accept(line);
                    sent[0]++;
                  });
          return sent[0];
        });
  }

  @Override
  public Optional<Detail> transaction(String id) {
    return database.read(
        handle ->
            new Query(SELECT)
                    .where("t.id = ?", (Object) LedgerLines.transactionId(id))
                    .list(handle, row -> sorted(row, Sort.OPENED_AT))
                    .stream()
                    .findFirst()
                    .map(found -> detail(handle, found.line())));
  }

  @Override
  public Map<Long, Route> routes() {
    return database.read(
        handle ->
            Sql.list(
                    handle,
                    "SELECT p.number, p.path, p.source_institution, s.label, s.json ->> 'name',"
                        + " p.target_institution, t.label, t.json ->> 'name'"
                        + " FROM pipeline_versions p LEFT JOIN records s"
                        + " ON s.kind = 'institutions' AND s.id = p.source_institution"
                        + " LEFT JOIN records t"
                        + " ON t.kind = 'institutions' AND t.id = p.target_institution",
                    row -> new Route(row.getLong(1), row.getString(2), end(row, 3), end(row, 6)))
                .stream()
                .collect(Collectors.toMap(Route::number, route -> route)));
  }

  /** One that was not read yet has no name but its id. */
  private static End end(ResultSet row, int first) throws SQLException {
    String id = row.getString(first);
    String code = row.getString(first + 1);
    String name = row.getString(first + 2);
    return new End(id, code == null ? id : code, name == null ? "" : name);
  }

  private Detail detail(Handle handle, Line line) {
    long now = ConsoleStore.position(handle).time();
    List<Moment> timeline = story.timeline(handle, line.id());
    byte[] steps =
        Sql.first(
                handle,
                "SELECT steps FROM transactions WHERE id = ?",
                row -> row.getBytes(1),
                LedgerLines.transactionId(line.id()))
            .orElseThrow();
    return new Detail(
        line,
        story.steps(handle, PackedSteps.unpack(steps), timeline),
        timeline,
        line.endedAt().isEmpty() && now > line.deadline(),
        story.workOrders(handle, line.id()));
  }

  private static Sorted sorted(ResultSet row, Sort sort) throws SQLException {
    long key =
        switch (sort) {
          case OPENED_AT -> row.getLong(1);
          case DEADLINE -> row.getLong(7);
          case DURATION -> row.getLong(12);
        };
    return new Sorted(row.getLong(1), key, line(row));
  }

  static Line line(ResultSet row) throws SQLException {
    byte[] packed = row.getBytes(9);
    List<Long> pipelines = new ArrayList<>();
    PackedSteps.unpack(packed)
        .forEach(
            step -> {
              if (!pipelines.contains(step.pipeline())) {
                pipelines.add(step.pipeline());
              }
            });
    long ended = row.getLong(8);
    OptionalLong endedAt = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(ended);
    String initiator = row.getString(3);
    String code = row.getString(4);
    return new Line(
        Hex.of(row.getBytes(2)),
        initiator,
        code == null ? initiator : code,
        TransactionRecord.Status.values()[row.getInt(5)],
        row.getLong(6),
        row.getLong(7),
        endedAt,
        packed.length / 4,
        List.copyOf(pipelines),
        row.getInt(10),
        row.getInt(11));
  }
}
