package io.govchain.console.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.store.ConsoleJson;
import io.govchain.console.store.Kind;
import io.govchain.service.database.Sql;
import java.util.Collection;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A record as the chain answered it.
 *
 * @param details what only the record's own page shows
 */
record ReadRecord(
    Kind kind,
    String id,
    String label,
    String status,
    Optional<String> institution,
    ObjectNode json,
    ObjectNode details) {

  static ReadRecord of(
      Kind kind,
      String id,
      String label,
      Enum<?> status,
      Optional<String> institution,
      Object record) {
    return new ReadRecord(
        kind,
        id,
        label,
        status.name(),
        institution,
        ConsoleJson.mapper().valueToTree(record),
        ConsoleJson.mapper().createObjectNode());
  }

  /** The same with a further detail. */
  ReadRecord with(String name, Object detail) {
    details.set(name, ConsoleJson.mapper().valueToTree(detail));
    return this;
  }

  /** Appends to a detail that is a list. */
  void adding(String name, Collection<?> more) {
    ArrayNode list = details.withArray(name);
    more.forEach(each -> list.add(ConsoleJson.mapper().<JsonNode>valueToTree(each)));
  }

  void write(Handle handle) {
    Sql.update(
        handle,
        "INSERT INTO records (kind, id, label, status, institution, json, details)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET label = excluded.label,"
            + " status = excluded.status, institution = excluded.institution,"
            + " json = excluded.json, details = excluded.details",
        kind.word(),
        id,
        label,
        status,
        institution.orElse(null),
        json.toString(),
        details.toString());
  }
}
