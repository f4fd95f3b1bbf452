package io.govchain.console.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.console.store.ChainView.CreditLine;
import io.govchain.console.store.ChainView.ScoreChange;
import io.govchain.service.database.Sql;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Scores, and how they came about. */
final class CreditBook {
  private static final int SHOWN = 200;

  private CreditBook() {}

  /** Scores of all institutions with their newest changes between two times. */
  static List<CreditLine> lines(Handle handle, long from, long to) {
    int threshold = (int) Meta.number(handle, Meta.THRESHOLD).orElse(0);
    return Sql.list(
            handle,
            "SELECT c.institution, ifnull(r.label, c.institution), c.score, c.restricted"
                + " FROM credit c LEFT JOIN records r ON r.kind = 'institutions'"
                + " AND r.id = c.institution ORDER BY 2",
            row ->
                new CreditLine(
                    row.getString(1),
                    row.getString(2),
                    row.getInt(3),
                    row.getBoolean(4),
                    threshold,
                    List.of()))
        .stream()
        .map(
            line ->
                new CreditLine(
                    line.institution(),
                    line.code(),
                    line.score(),
                    line.restricted(),
                    line.threshold(),
                    history(handle, line.institution(), from, to)))
        .toList();
  }

  private static List<ScoreChange> history(Handle handle, String institution, long from, long to) {
    return new Query(
            "SELECT b.time, e.data FROM subjects s JOIN events e ON e.number = s.event"
                + " JOIN carriers c ON c.id = e.carrier JOIN blocks b ON b.number = c.block")
        .where("s.kind = 'institutions' AND s.id = ? AND s.owner = 0", institution)
        .where("e.type IN ('CreditScoreChanged', 'InstitutionRestored')")
        .where("json_extract(e.data, '$.institution') = substr(?, 1, 34)", institution)
        .where("b.time BETWEEN ? AND ?", from, to)
        .then("ORDER BY s.event DESC LIMIT ?", SHOWN)
        .list(handle, row -> change(row.getLong(1), SqlEvents.json(row.getString(2))));
  }

  private static ScoreChange change(long time, JsonNode data) {
    return new ScoreChange(
        time,
        data.path("before").asInt(),
        data.path("score").asInt(),
        Optional.ofNullable(data.path("counterparty").textValue()),
        data.path("settled").asLong(),
        data.has("faults") ? data.get("faults") : JsonNodeFactory.instance.objectNode());
  }
}
