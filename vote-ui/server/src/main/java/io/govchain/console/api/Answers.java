package io.govchain.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.console.store.ConsoleJson;
import io.govchain.console.store.Page;
import io.govchain.console.store.Queries;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Response;
import java.util.List;

/** Writes answers; those about the chain say up to which block it is indexed. */
final class Answers {
  private static final String INDEXED = "x-indexed-block";

  private final Queries queries;

  Answers(Queries queries) {
    this.queries = queries;
  }

  Response of(Object value) {
    JsonNode json = value instanceof JsonNode node ? node : tree(value);
    return Response.json(200, json)
        .header("cache-control", "no-store")
        .header(INDEXED, Long.toString(Math.max(0, queries.position().number())));
  }

  Response page(Page<?> page) {
    ObjectNode json = items(page.items());
    page.cursor().ifPresent(cursor -> json.put("cursor", cursor));
    page.total().ifPresent(total -> json.put("total", total));
    return of(json);
  }

  Response list(List<?> items) {
    return of(items(items));
  }

  static ObjectNode items(List<?> items) {
    ObjectNode json = ConsoleJson.mapper().createObjectNode();
    json.set("items", tree(items));
    return json;
  }

  static JsonNode tree(Object value) {
    return ConsoleJson.mapper().valueToTree(value);
  }

  static ProblemException missing(String what, String id) {
    return new ProblemException(
        Problem.of("not-found", 404, "there is no such " + what)
            .expected("one that the indexed chain knows")
            .actual(id));
  }
}
