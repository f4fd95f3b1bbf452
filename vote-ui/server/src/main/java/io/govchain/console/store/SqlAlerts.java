package io.govchain.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Alerts, from rows. */
final class SqlAlerts implements Alerts {
  private static final String LIST = "a";

  /** Rules whose findings say how many seconds it had lasted when the alert was opened. */
  private static final Set<String> STANDSTILLS = Set.of("chain-stalled", "node-unreachable");

  private static final String SELECT =
      "SELECT id, rule, severity, kind, subject, opened_at, closed_at, found, account, institution,"
          + " acknowledged_at, comment,"
          + " (SELECT json_group_array(json_object('account', f.account, 'institution',"
          + " f.institution, 'time', f.time, 'comment', f.comment) ORDER BY f.time, f.account)"
          + " FROM further_acknowledgements f WHERE f.alert = alerts.id) FROM alerts";

  private final Database database;
  private final SqlFeed feed;

  SqlAlerts(Database database, SqlFeed feed) {
    this.database = database;
    this.feed = feed;
  }

  @Override
  public Page<Alert> page(Filter filter, PageRequest request) {
    return database.read(
        handle -> {
          Query query = filtered(new Query(SELECT), filter);
          Cursors.read(request, LIST, 1).ifPresent(keys -> query.where("id < ?", keys[0]));
          List<Alert> found =
              query
                  .then("ORDER BY id DESC LIMIT ?", request.limit() + 1)
                  .list(handle, SqlAlerts::read);
          long total = filtered(new Query("SELECT count(*) FROM alerts"), filter).number(handle);
          return Cursors.page(
              found, request, OptionalLong.of(total), alert -> Cursors.of(LIST, alert.id()));
        });
  }

  private static String condition(State state) {
    return switch (state) {
      case OPEN -> "closed_at IS NULL AND acknowledged_at IS NULL";
      case ACKNOWLEDGED -> "closed_at IS NULL AND acknowledged_at IS NOT NULL";
      case CLOSED -> "closed_at IS NOT NULL";
    };
  }

  private static Query filtered(Query query, Filter filter) {
    filter.state().ifPresent(state -> query.where(condition(state)));
    filter.severity().ifPresent(severity -> query.where("severity = ?", severity.ordinal()));
    filter.rule().ifPresent(rule -> query.where("rule = ?", rule));
    filter.from().ifPresent(from -> query.where("(closed_at IS NULL OR closed_at >= ?)", from));
    filter.to().ifPresent(to -> query.where("opened_at <= ?", to));
    return query;
  }

  @Override
  public Optional<Alert> alert(long id) {
    return database.read(handle -> alert(handle, id));
  }

  static Optional<Alert> alert(Handle handle, long id) {
    return Sql.first(handle, SELECT + " WHERE id = ?", SqlAlerts::read, id);
  }

  @Override
  public Optional<Alert> acknowledge(long id, Acknowledgement acknowledgement) {
    Optional<Alert> alert =
        database.writeAndWait(
            handle -> {
              int changed =
                  Sql.update(
                      handle,
                      "UPDATE alerts SET account = ?, institution = ?, acknowledged_at = ?,"
                          + " comment = ? WHERE id = ? AND acknowledged_at IS NULL",
                      acknowledgement.account(),
                      acknowledgement.institution(),
                      acknowledgement.time(),
                      acknowledgement.comment(),
                      id);
              if (changed + further(handle, id, acknowledgement, changed == 0) == 1) {
                Changes.alert(handle, id);
              }
              return alert(handle, id);
            });
    feed.announce();
    return alert;
  }

  private static int further(Handle handle, long id, Acknowledgement seen, boolean wanted) {
    return wanted
        ? Sql.update(
            handle,
            "INSERT OR IGNORE INTO further_acknowledgements"
                + " (alert, account, institution, time, comment) SELECT ?, ?, ?, ?, ?"
                + " WHERE EXISTS (SELECT 1 FROM alerts WHERE id = ? AND account <> ?)",
            id,
            seen.account(),
            seen.institution(),
            seen.time(),
            seen.comment(),
            id,
            seen.account())
        : 0;
  }

  @Override
  public List<Findings> findings() {
    return database.read(
        handle ->
            Sql.list(
                handle,
                "SELECT rule, count(*), total(%s), total(%s), total(%s) FROM alerts GROUP BY rule"
                    .formatted(
                        condition(State.OPEN),
                        condition(State.ACKNOWLEDGED),
                        condition(State.CLOSED)),
                row ->
                    new Findings(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5))));
  }

  static Alert read(ResultSet row) throws SQLException {
    String kind = row.getString(4);
    long closed = row.getLong(7);
    OptionalLong closedAt = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(closed);
    String account = row.getString(9);
    return new Alert(
        row.getLong(1),
        row.getString(2),
        Severity.values()[row.getInt(3)],
        kind == null
            ? Optional.empty()
            : Optional.of(new Subject(Kind.parse(kind), row.getString(5))),
        row.getLong(6),
        closedAt,
        lasting(
            row.getString(2),
            (ObjectNode) SqlEvents.json(row.getString(8)),
            row.getLong(6),
            closedAt),
        account == null
            ? Optional.empty()
            : Optional.of(
                new Acknowledgement(
                    account, row.getString(10), row.getLong(11), row.getString(12))),
        also(row.getString(13)));
  }

  /** Nothing tells of how a standstill grows: it is as long as found, and since then. */
  private static ObjectNode lasting(
      String rule, ObjectNode found, long openedAt, OptionalLong closedAt) {
    if (STANDSTILLS.contains(rule) && found.path("seconds").isIntegralNumber()) {
      long since = closedAt.orElseGet(() -> Instant.now().getEpochSecond()) - openedAt;
      found.put("seconds", found.get("seconds").longValue() + Math.max(0, since));
    }
    return found;
  }

  private static List<Acknowledgement> also(String json) {
    List<Acknowledgement> also = new ArrayList<>();
    SqlEvents.json(json)
        .forEach(
            each ->
                also.add(
                    new Acknowledgement(
                        each.path("account").asText(),
                        each.path("institution").asText(),
                        each.path("time").asLong(),
                        each.path("comment").asText())));
    return also;
  }
}
