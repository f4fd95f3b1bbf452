package io.govchain.subchain.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.PlanStep;
import io.govchain.service.database.Database;
import io.govchain.service.http.Caller;
import io.govchain.service.http.Problem;
import io.govchain.service.http.ProblemException;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import io.govchain.service.tls.TlsPeer;
import io.govchain.subchain.journal.CallEvent;
import io.govchain.subchain.journal.CallEvents;
import io.govchain.subchain.journal.CallFilter;
import io.govchain.subchain.journal.CallPages;
import io.govchain.subchain.journal.Calls;
import io.govchain.subchain.journal.StatusOrder;
import io.govchain.subchain.journal.StoredCall;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code GET /v1/transactions} and {@code GET /v1/transactions/{id}}. An application sees its own
 * calls only; whether another's exists is not told.
 */
public final class Transactions {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int DEFAULT_PAGE = 20;

  /** The same for a call that is not there, is another's, or was lost. */
  private static final String UNKNOWN =
      "no such transaction here; a call that was handed in and is not known was lost with the proxy's disk: hand the same signed body in again, which begins nothing twice";

  private final Database database;
  private final Notices notices;

  /** Shows the calls in this database. */
  public Transactions(Database database, Notices notices) {
    this.database = database;
    this.notices = notices;
  }

  /** One transaction with its steps. */
  public Response show(Request request) {
    String id = request.path().get("id");
    Optional<StoredCall> call =
        database
            .read(handle -> Calls.byTransaction(handle, id))
            .filter(found -> maySee(request.caller(), found.application()));
    return call.map(found -> Response.json(200, json(found, history(id))))
        .orElseGet(() -> Response.problem(unknown(id)));
  }

  static Problem unknown(String id) {
    return Problem.of("transaction-unknown", 404, UNKNOWN)
        .expected("a transaction of this application")
        .actual(id);
  }

  /** A page of transactions, newest first. */
  public Response list(Request request) {
    int limit = request.queryValue("limit").map(Integer::parseInt).orElse(DEFAULT_PAGE);
    long before = request.queryValue("cursor").map(Long::parseLong).orElse(Long.MAX_VALUE);
    CallFilter filter = filter(request);
    ObjectNode json = JSON.createObjectNode();
    ArrayNode items = json.putArray("transactions");
    CallPages.Page page = database.read(handle -> CallPages.page(handle, filter, before, limit));
    boolean allEnded = true;
    for (CallPages.Listed call : page.calls()) {
      allEnded &= StatusOrder.isEnd(call.status());
      items
          .addObject()
          .put("transaction", call.transaction())
          .put("application", call.application())
          .put("request", call.request())
          .put("receivedAt", call.receivedAt())
          .put("status", call.status().wire());
    }
    page.cursor().ifPresent(cursor -> json.put("cursor", Long.toString(cursor)));
    if (!allEnded) {
      notices.current().ifPresent(notice -> json.set("notice", notice));
    }
    return Response.json(200, json);
  }

  private static CallFilter filter(Request request) {
    Optional<String> application = request.queryValue("application");
    application
        .filter(path -> !maySee(request.caller(), path))
        .ifPresent(
            path -> {
              throw new ProblemException(
                  Problem.of("role-refused", 403, "this certificate may not see these calls")
                      .expected("application=" + String.join(" or ", visible(request.caller())))
                      .actual(path));
            });
    return new CallFilter(
        application.map(List::of).orElseGet(() -> visible(request.caller())),
        request.queryValue("status").orElse(""),
        request.queryValue("pipeline").orElse(""),
        request.queryValue("request").orElse(""),
        request.queryValue("since").map(Long::parseLong).orElse(0L),
        request.queryValue("until").map(Long::parseLong).orElse(Long.MAX_VALUE));
  }

  private List<CallEvent> history(String id) {
    return database.read(handle -> CallEvents.ofTransaction(handle, id));
  }

  static boolean maySee(Caller caller, String application) {
    return caller.hasRole(TlsPeer.Role.OPERATOR)
        || caller.is(TlsPeer.Role.APPLICATION, application);
  }

  /** Paths of the applications whose calls the caller may see; empty for all. */
  static List<String> visible(Caller caller) {
    return caller.hasRole(TlsPeer.Role.OPERATOR)
        ? List.of()
        : caller.identities().stream()
            .filter(peer -> peer.role() == TlsPeer.Role.APPLICATION)
            .map(TlsPeer::path)
            .collect(Collectors.toList());
  }

  private ObjectNode json(StoredCall call, List<CallEvent> history) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("transaction", call.transaction())
            .put("application", call.application())
            .put("request", call.request())
            .put("status", call.view().status().wire())
            .put("receivedAt", call.receivedAt())
            .put("deadline", call.deadline());
    if (!call.view().detail().isEmpty()) {
      json.put("detail", call.view().detail());
    }
    if (!StatusOrder.isEnd(call.view().status())) {
      notices.current().ifPresent(notice -> json.set("notice", notice));
    }
    json.set("steps", steps(call));
    ArrayNode changes = json.putArray("history");
    for (CallEvent event : history) {
      changes.add(event.json().remove(List.of("transaction", "application", "request")));
    }
    return json;
  }

  /** What was planned, with what is known of each step laid over it. */
  private static ArrayNode steps(StoredCall call) {
    List<PlanStep> plan = call.plan();
    JsonNode known = parse(call.view().stepsJson());
    ArrayNode steps = JSON.createArrayNode();
    for (int i = 0; i < plan.size(); i++) {
      ObjectNode step =
          steps
              .addObject()
              .put("step", i)
              .put("pipeline", plan.get(i).pipeline())
              .put("side", plan.get(i).side().wire())
              .put("contract", plan.get(i).contract())
              .put("function", plan.get(i).function())
              .put("kind", plan.get(i).kind().wire())
              .put("outcome", "pending")
              .put("verdict", "none")
              .put("compensation", "none");
      for (JsonNode told : known) {
        if (told.path("step").asInt(-1) == i) {
          step.setAll((ObjectNode) told);
        }
      }
    }
    return steps;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("stored steps are not JSON", failure);
    }
  }
}
