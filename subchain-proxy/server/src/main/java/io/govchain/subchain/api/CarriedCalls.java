package io.govchain.subchain.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.amdp.AmdpException;
import io.govchain.amdp.Disclosure;
import io.govchain.service.database.Database;
import io.govchain.service.http.Problem;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import io.govchain.subchain.journal.GatewayCall;
import io.govchain.subchain.journal.GatewayCalls;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code /v1/gateway-calls}: requests of contracts, which are on their chain for everybody, and the
 * place to hand in arguments that are not. Whose digest the request shows are the arguments, no
 * matter who brings them.
 */
public final class CarriedCalls {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int DEFAULT_PAGE = 20;

  private final Database database;

  /** Shows the requests in this database. */
  public CarriedCalls(Database database) {
    this.database = database;
  }

  /** One request. */
  public Response show(Request request) {
    String id = request.path().get("id");
    return find(id)
        .map(call -> Response.json(200, json(call)))
        .orElseGet(() -> Response.problem(unknown(id)));
  }

  /** A page of requests in a state, newest first. */
  public Response list(Request request) {
    int limit = request.queryValue("limit").map(Integer::parseInt).orElse(DEFAULT_PAGE);
    String state = request.queryValue("state").orElse("");
    long before = request.queryValue("cursor").map(Long::parseLong).orElse(Long.MAX_VALUE);
    List<GatewayCalls.Placed> page =
        database.read(handle -> GatewayCalls.list(handle, state, before, limit));
    ObjectNode json = JSON.createObjectNode();
    ArrayNode calls = json.putArray("calls");
    page.forEach(placed -> calls.add(json(placed.call())));
    if (page.size() == limit) {
      json.put("cursor", Long.toString(page.getLast().place()));
    }
    return Response.json(200, json);
  }

  /** Takes the arguments of a request that shows only their digest. */
  public Response disclose(Request request) {
    String id = request.path().get("id");
    Optional<GatewayCall> found = find(id);
    if (found.isEmpty()) {
      return Response.problem(unknown(id));
    }
    GatewayCall call = found.get();
    if (call.request().disclosed()) {
      return Response.problem(
          Problem.of("disclosure-needless", 409, "call " + id)
              .expected("a call that shows only the digest of its arguments")
              .actual("one that shows its arguments"));
    }
    try {
      String text = parse(request.body()).path("disclosure").asText();
      Disclosure.parse(text, call.request().argumentsDigest());
      database.writeAndWait(
          handle -> {
            GatewayCalls.disclose(handle, call, text);
            return true;
          });
    } catch (AmdpException other) {
      return Response.problem(
          Problem.of(other.problem().code().wire(), 422, other.problem().where())
              .expected(other.problem().expected())
              .actual(other.problem().actual()));
    }
    return Response.json(200, json(call));
  }

  private Optional<GatewayCall> find(String id) {
    return database.read(handle -> GatewayCalls.byId(handle, id));
  }

  private static Problem unknown(String id) {
    return Problem.of("gateway-call-unknown", 404, "no such call")
        .expected("a call in a final block of a gateway that this proxy looks after")
        .actual(id);
  }

  private static ObjectNode json(GatewayCall call) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("id", call.request().id())
            .put("number", call.request().number())
            .put("gateway", call.gateway())
            .put("caller", call.request().caller())
            .put("pipeline", call.request().pipeline())
            .put("deadline", call.request().deadline())
            .put("block", call.request().block())
            .put("state", call.state().word())
            .put("detail", detail(call));
    call.transaction().ifPresent(id -> json.put("transaction", id));
    call.answer()
        .ifPresent(answer -> json.put("outcome", answer.outcome().name().toLowerCase(Locale.ROOT)));
    return json;
  }

  /** Of a request with hidden arguments the code alone: the text may repeat them. */
  private static String detail(GatewayCall call) {
    int code = call.detail().indexOf(':');
    return call.request().disclosed() || code < 0
        ? call.detail()
        : call.detail().substring(0, code);
  }

  /** The form was checked before. */
  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a checked body is JSON", impossible);
    } catch (IOException impossible) {
      throw new IllegalStateException("bytes can always be read", impossible);
    }
  }
}
