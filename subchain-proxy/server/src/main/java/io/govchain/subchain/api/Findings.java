package io.govchain.subchain.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.service.database.Database;
import io.govchain.service.http.Request;
import io.govchain.service.http.RequestHandler;
import io.govchain.service.http.Response;
import io.govchain.subchain.journal.ChainChecks;
import io.govchain.subchain.journal.ChainFinding;

/**
 * What is on the subchain or on the record otherwise than it was told; in the form in which a
 * cross-chain proxy tells what its sweeper found.
 */
public final class Findings implements RequestHandler {

  private static final int MOST_LISTED = 1_000;

  private final Database database;

  /** Shows the findings in this database. */
  public Findings(Database database) {
    this.database = database;
  }

  @Override
  public Response handle(Request request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode items = json.putArray("findings");
    for (ChainFinding each : database.read(handle -> ChainChecks.findings(handle, MOST_LISTED))) {
      items
          .addObject()
          .put("transaction", each.key().transaction())
          .put("step", each.key().step())
          .put("action", each.key().action().wire())
          .put("kind", "contradictory")
          .put("text", each.text())
          .put("since", each.since())
          .put("repairs", 0);
    }
    return Response.json(200, json);
  }
}
