package io.govchain.console.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.store.ChainView.End;
import io.govchain.console.store.ChainView.Link;
import io.govchain.console.store.ChainView.Topology;
import io.govchain.console.store.ChainView.Traffic;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.service.database.Sql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The picture of who is connected, with the traffic of the last 24 hours. */
final class TopologyPicture {
  private static final long DAY = 86_400;

  private final Handle handle;

  TopologyPicture(Handle handle) {
    this.handle = handle;
  }

  Topology all() {
    Map<String, long[]> traffic = traffic();
    List<Link> links =
        records(Kind.PIPELINES).stream().map(record -> link(record, traffic)).toList();
    return new Topology(
        records(Kind.INSTITUTIONS).stream()
            .map(record -> record.retain("id", "code", "name", "status", "category"))
            .toList(),
        records(Kind.SUBCHAINS).stream()
            .map(
                record ->
                    record.retain(
                        "id", "path", "institution", "kind", "chainId", "service", "status"))
            .toList(),
        records(Kind.SERVICES).stream()
            .map(
                record ->
                    record.retain("id", "path", "institution", "kind", "status", "pairedWith"))
            .toList(),
        links);
  }

  private List<ObjectNode> records(Kind kind) {
    return Sql.list(
        handle,
        "SELECT id, json FROM records WHERE kind = ? ORDER BY label",
        row -> ((ObjectNode) SqlEvents.json(row.getString(2))).put("id", row.getString(1)),
        kind.word());
  }

  /** Opened, settled and failed within a day, and unfinished ones, by pipeline. */
  private Map<String, long[]> traffic() {
    long since = ConsoleStore.position(handle).time() - DAY;
    long firstSeq =
        Sql.first(
                handle,
                "SELECT first_seq FROM blocks WHERE time > ? ORDER BY time, number LIMIT 1",
                row -> row.getLong(1),
                since)
            .orElse(Long.MAX_VALUE);
    Map<String, long[]> traffic = new HashMap<>();
    add(
        traffic,
        0,
        // None reaches into the block that a number begins.
        "SELECT v.id, sum(s.last - s.first + 1) FROM pipeline_versions v JOIN pipeline_spans s"
            + " ON s.pipeline = v.number AND s.first >= ? GROUP BY v.id",
        firstSeq);
    String ended =
        "SELECT v.id, count(*) FROM transactions t JOIN json_each('[%s]') wanted"
            + " ON wanted.value = t.status JOIN pipeline_versions v ON "
            + LedgerSearch.SPAN.formatted("v.number", "t.seq")
            + " WHERE %s GROUP BY v.id";
    add(traffic, 1, ended.formatted(Status.SETTLED.ordinal(), "t.ended_at > ?"), since);
    add(
        traffic,
        2,
        ended.formatted(
            Status.COMPENSATED.ordinal() + "," + Status.RESOLVED.ordinal(), "t.ended_at > ?"),
        since);
    add(
        traffic,
        3,
        ended.formatted(
            Status.OPEN.ordinal()
                + ","
                + Status.COMPENSATING.ordinal()
                + ","
                + Status.ESCALATED.ordinal(),
            "t.opened_at >= ?"),
        0);
    return traffic;
  }

  private void add(Map<String, long[]> traffic, int column, String sql, long bound) {
    Sql.list(handle, sql, row -> Map.entry(row.getString(1), row.getLong(2)), bound)
        .forEach(
            entry ->
                traffic.computeIfAbsent(entry.getKey(), id -> new long[4])[column] +=
                    entry.getValue());
  }

  private static Link link(ObjectNode record, Map<String, long[]> traffic) {
    long[] counts = traffic.getOrDefault(record.get("id").textValue(), new long[4]);
    return new Link(
        record.get("id").textValue(),
        record.get("path").textValue(),
        record.get("status").textValue(),
        record.get("number").longValue(),
        end(record.get("source")),
        end(record.get("target")),
        record.get("constraintHash").textValue(),
        new Traffic(counts[0], counts[1], counts[2], counts[3]));
  }

  private static End end(JsonNode side) {
    return new End(side.get("institution").textValue(), side.get("subchain").textValue());
  }
}
