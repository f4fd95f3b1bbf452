package io.govchain.console.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.store.Registers.Related;
import io.govchain.service.database.Sql;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What a record points to by its fields, and which records point to it. */
final class RelatedRecords {
  private static final int MOST = 200;

  /** Fields that name another record. */
  private static final Map<String, Kind> FIELDS =
      Map.ofEntries(
          Map.entry("institution", Kind.INSTITUTIONS),
          Map.entry("lead", Kind.INSTITUTIONS),
          Map.entry("account", Kind.ACCOUNTS),
          Map.entry("service", Kind.SERVICES),
          Map.entry("pairedWith", Kind.SERVICES),
          Map.entry("subchain", Kind.SUBCHAINS),
          Map.entry("application", Kind.APPLICATIONS),
          Map.entry("businessContract", Kind.BUSINESS_CONTRACTS),
          Map.entry("origin", Kind.ALLIANCES),
          Map.entry("mergedInto", Kind.ALLIANCES));

  private final Handle handle;
  private final Set<Related> found = new LinkedHashSet<>();

  RelatedRecords(Handle handle) {
    this.handle = handle;
  }

  List<Related> of(Kind kind, ObjectNode record) {
    String id = record.get("id").textValue();
    fields(record, "");
    switch (kind) {
      case INSTITUTIONS -> owned(id);
      case SUBCHAINS -> {
        pointing("$.subchain", id);
        pipelines(id);
      }
      case SERVICES -> pointing("$.service", id);
      case ACCOUNTS -> pointing("$.account", id);
      case BUSINESS_CONTRACTS, APPLICATIONS -> pipelines(id);
      default -> {
        // Nothing points to records of these kinds.
      }
    }
    return new ArrayList<>(found);
  }

  private void fields(JsonNode node, String prefix) {
    node.properties()
        .forEach(
            field -> {
              Kind kind = FIELDS.get(field.getKey());
              if (kind != null && field.getValue().isTextual()) {
                record(kind, field.getValue().textValue(), prefix + field.getKey());
              } else if (field.getValue().isObject()) {
                fields(field.getValue(), field.getKey() + ".");
              } else if (field.getValue().isArray()) {
                field.getValue().forEach(each -> element(each, field.getKey()));
              }
            });
  }

  private void element(JsonNode each, String name) {
    if (each.isObject()) {
      fields(each, name + ".");
    } else if (each.isTextual() && name.equals("subchainIds")) {
      record(Kind.SUBCHAINS, each.textValue(), "subchain");
    }
  }

  private void record(Kind kind, String id, String relation) {
    if (found.size() < MOST) {
      Sql.first(
              handle,
              "SELECT label FROM records WHERE kind = ? AND id = ?",
              row -> new Related(kind, id, row.getString(1), relation),
              kind.word(),
              id)
          .ifPresent(found::add);
    }
  }

  private void owned(String institution) {
    add(
        new Query("SELECT kind, id, label FROM records")
            .where("institution = ?", institution)
            .where("kind <> 'institutions'"),
        "owns");
  }

  private void pointing(String path, String id) {
    add(
        new Query("SELECT kind, id, label FROM records")
            .where("json_extract(json, ?) = ?", path, id),
        "used-by");
  }

  private void pipelines(String id) {
    add(
        new Query("SELECT kind, id, label FROM records")
            .where("kind = 'pipelines'")
            .where(
                "(json_extract(json, '$.source.subchain') = ?"
                    + " OR json_extract(json, '$.target.subchain') = ?"
                    + " OR json_extract(json, '$.source.businessContract') = ?"
                    + " OR json_extract(json, '$.target.businessContract') = ?"
                    + " OR json_extract(json, '$.source.application') = ?"
                    + " OR json_extract(json, '$.target.application') = ?)",
                id,
                id,
                id,
                id,
                id,
                id),
        "used-by");
  }

  private void add(Query query, String relation) {
    query
        .then("ORDER BY kind, label LIMIT ?", MOST)
        .list(
            handle,
            row ->
                new Related(
                    Kind.parse(row.getString(1)), row.getString(2), row.getString(3), relation))
        .forEach(found::add);
  }
}
