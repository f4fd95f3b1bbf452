package io.govchain.crosschain.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.crosschain.journal.StoredTransaction;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** Pages of transactions. */
final class Pages {
  private static final int DEFAULT_LIMIT = 50;

  private Pages() {}

  /** Which page is asked for. */
  record Page(int limit, OptionalLong cursor) {
    Response answer(List<StoredTransaction> found, Function<StoredTransaction, ObjectNode> view) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      ArrayNode items = json.putArray("transactions");
      found.forEach(each -> items.add(view.apply(each)));
      if (found.size() == limit) {
        json.put("cursor", Long.toString(found.getLast().number()));
      }
      return Response.json(200, json);
    }
  }

  static Page of(Request request) {
    return new Page(
        request.queryValue("limit").map(Integer::parseInt).orElse(DEFAULT_LIMIT),
        request
            .queryValue("cursor")
            .map(text -> OptionalLong.of(Long.parseLong(text)))
            .orElse(OptionalLong.empty()));
  }
}
