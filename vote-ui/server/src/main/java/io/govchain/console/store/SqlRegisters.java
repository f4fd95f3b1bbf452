package io.govchain.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.store.Cursors.Place;
import io.govchain.governance.Paths;
import io.govchain.service.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Registers, from rows. */
final class SqlRegisters implements Registers {
  private static final String LIST = "r";

  /** Newest events of a record that its page shows at once; older ones are in the log. */
  private static final int SHOWN_HISTORY = 200;

  /** {@code since} of what was there from the founding on is the time of block 0. */
  private static final String SELECT =
      "SELECT r.kind, r.id, r.label, r.institution, o.label, r.json, r.details,"
          + " (SELECT b.time FROM events e JOIN carriers c ON c.id = e.carrier"
          + "   JOIN blocks b ON b.number = c.block WHERE e.number = t.event), "
          + LastChange.TIME
          + ", (SELECT time FROM blocks WHERE number = 0) FROM records r"
          + " LEFT JOIN things t ON t.kind = r.kind AND t.id = r.id"
          + " LEFT JOIN records o ON o.kind = 'institutions' AND o.id = r.institution";

  private static final String PLACES =
      "SELECT ifnull(t.event, 0), r.label, r.id FROM records r"
          + " LEFT JOIN things t ON t.kind = r.kind AND t.id = r.id";

  private static final String ORDER = "ORDER BY ifnull(t.event, 0), r.label, r.id";

  /** Sorts behind every hexadecimal digit. */
  private static final String AFTER_HEX = "g";

  private final Database database;
  private final EventLog events;

  SqlRegisters(Database database, EventLog events) {
    this.database = database;
    this.events = events;
  }

  /** Only the records of the page are put together; the others are no more than counted. */
  @Override
  public Page<ObjectNode> page(Kind kind, Filter filter, PageRequest request) {
    Optional<Place> after = Cursors.place(request, LIST);
    return database.read(
        handle -> {
          long total = matching("SELECT count(*) FROM records r", kind, filter).number(handle);
          Query query = matching(PLACES, kind, filter);
          // By the last one's place and not by how many came before: those may fit no longer.
          after.ifPresent(
              last ->
                  query.where(
                      "(ifnull(t.event, 0), r.label, r.id) > (?, ?, ?)",
                      last.event(),
                      last.label(),
                      last.id()));
          List<Place> found =
              query
                  .then(ORDER + " LIMIT ?", request.limit() + 1)
                  .list(
                      handle, row -> new Place(row.getLong(1), row.getString(2), row.getString(3)));
          Page<Place> page =
              Cursors.page(found, request, OptionalLong.of(total), last -> Cursors.of(LIST, last));
          List<String> ids = page.items().stream().map(Place::id).toList();
          return new Page<>(records(handle, kind, ids), page.cursor(), page.total());
        });
  }

  private static List<ObjectNode> records(Handle handle, Kind kind, List<String> ids) {
    return new Query(SELECT)
        .where("r.kind = ?", kind.word())
        .whereIn("r.id IN (%s)", ids)
        .then(ORDER)
        .list(handle, row -> record(row, false));
  }

  private static Query matching(String select, Kind kind, Filter filter) {
    Query query = new Query(select).where("r.kind = ?", kind.word());
    filter.status().ifPresent(status -> query.where("r.status = ?", status));
    filter
        .institution()
        .map(Paths::id)
        .ifPresent(
            institution ->
                query.where(
                    "(r.institution = ? OR (r.kind = 'pipelines'"
                        + " AND json_extract(r.json, '$.target.institution') = ?))",
                    institution,
                    institution));
    filter
        .subchain()
        .map(Paths::id)
        .ifPresent(subchain -> query.where("json_extract(r.json, '$.subchain') = ?", subchain));
    filter
        .account()
        .ifPresent(
            account ->
                query.where(
                    "lower(json_extract(r.json, CASE r.kind WHEN 'institutions' THEN '$.contact'"
                        + " ELSE '$.applicant' END)) = lower(?)",
                    account));
    if (!filter.ids().isEmpty()) {
      // Everything that begins so: a whole id is the beginning of itself only.
      query.where(
          filter.ids().stream()
              .map(id -> "(r.id >= ? AND r.id < ?)")
              .collect(Collectors.joining(" OR ", "(", ")")),
          filter.ids().stream()
              .map(id -> id.toLowerCase(Locale.ROOT))
              .flatMap(id -> Stream.of(id, id + AFTER_HEX))
              .toArray());
    }
    filter
        .q()
        .ifPresent(
            q ->
                query.where(
                    "(instr(lower(r.label), lower(?)) > 0 OR substr(r.id, 1, length(?)) = lower(?)"
                        + " OR instr(lower(ifnull(json_extract(r.json, '$.name'), '')), lower(?)) > 0)",
                    q,
                    q,
                    q,
                    q));
    return query;
  }

  @Override
  public Optional<Detail> record(Kind kind, String idOrLabel) {
    return database
        .read(
            handle ->
                one(handle, kind, idOrLabel, true)
                    .map(record -> new Detail(record, related(handle, kind, record), List.of())))
        .map(
            found ->
                new Detail(
                    found.record(),
                    found.related(),
                    events
                        .page(
                            EventLog.Filter.about(kind, found.record().get("id").textValue()),
                            PageRequest.first(SHOWN_HISTORY))
                        .items()));
  }

  @Override
  public Optional<ObjectNode> find(Kind kind, String idOrLabel) {
    return database.read(handle -> one(handle, kind, idOrLabel, false));
  }

  private static Optional<ObjectNode> one(
      Handle handle, Kind kind, String idOrLabel, boolean details) {
    return new Query(SELECT)
            .where("r.kind = ?", kind.word())
            .where("(r.id = ? OR r.label = ?)", idOrLabel.toLowerCase(Locale.ROOT), idOrLabel)
            .then("ORDER BY r.id = ? DESC LIMIT 1", idOrLabel)
            .list(handle, row -> record(row, details))
            .stream()
            .findFirst();
  }

  private static List<Related> related(Handle handle, Kind kind, ObjectNode record) {
    return new RelatedRecords(handle).of(kind, record);
  }

  private static ObjectNode record(ResultSet row, boolean details) throws SQLException {
    ObjectNode json = (ObjectNode) SqlEvents.json(row.getString(6));
    json.put("id", row.getString(2)).put("kind", row.getString(1)).put("label", row.getString(3));
    if (row.getString(4) != null) {
      json.put("institution", row.getString(4));
    }
    if (row.getString(5) != null) {
      json.put("institutionCode", row.getString(5));
    }
    long founded = row.getLong(10);
    long since = row.getLong(8);
    if (row.wasNull()) {
      since = founded;
    }
    long changed = row.getLong(9);
    json.put("since", since).put("changed", row.wasNull() ? since : changed);
    if (details) {
      json.setAll((ObjectNode) SqlEvents.json(row.getString(7)));
    }
    return json;
  }
}
