package io.govchain.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import io.vertx.openapi.validation.ValidatorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Routes requests by an OpenAPI contract and validates them against it. */
final class ContractRouter {
  /** A contract says by this, beside {@code openapi}, that it names all that may be asked. */
  private static final String UNKNOWN_QUERY = "x-unknown-query-parameters";

  private final Api api;
  private final String text;
  private final OpenAPIContract contract;

  /** Blocks while the contract is read; a wrong contract is a defect of the program. */
  ContractRouter(Vertx vertx, Api api) {
    this.api = api;
    this.text = read(api.contract());
    this.contract = parse(vertx, text);
    requireSameOperations();
  }

  String text() {
    return text;
  }

  /** Refusals name the contract: whoever may ask here may read it here. */
  void serveText(Router router) {
    Response yaml = Response.text(200, "application/yaml", text);
    router.get("/openapi.yaml").handler(routing -> Replies.send(routing.request(), yaml));
  }

  /** Bodies that may be larger than others; to be called before the limit of the others. */
  void allowLargeBodies(Router router, Bodies bodies) {
    api.largestBodies()
        .forEach(
            (id, bytes) -> {
              var operation = contract.operation(id);
              String path = operation.getOpenAPIPath().replaceAll("\\{[^}]+}", "[^/]+");
              router.routeWithRegex(operation.getHttpMethod(), path).handler(bodies.upTo(bytes));
            });
  }

  /** Answers a request that breaks the contract, and leaves other failures to the next handler. */
  void refuse(RoutingContext routing) {
    if (!(routing.failure() instanceof HttpException refused
        && refused.getCause() instanceof ValidatorException invalid)) {
      routing.next();
      return;
    }
    HttpServerRequest request = routing.request();
    Operation operation = contract.findOperation(request.path(), request.method());
    Expectation expectation = new Expectation(operation, contract.getRawContract());
    Problem problem = InvalidRequest.problem(routing, invalid, expectation);
    Replies.send(request, Response.problem(problem));
  }

  Router router(Vertx vertx, Operations operations, Streams streams, Downloads downloads) {
    RouterBuilder builder =
        RouterBuilder.create(vertx, contract, RequestExtractor.withBodyHandler());
    for (OpenAPIRoute route : builder.getRoutes()) {
      String id = route.getOperation().getOperationId();
      if (api.streams().containsKey(id)) {
        Api.Stream stream = api.streams().get(id);
        route.addHandler(routing -> streams.run(routing, stream, request(routing, id)));
      } else if (api.downloads().containsKey(id)) {
        Api.Downloading download = api.downloads().get(id);
        route.addHandler(routing -> downloads.run(routing, download, request(routing, id)));
      } else {
        Api.Operation operation = api.operations().get(id);
        route.addHandler(routing -> operations.run(routing, operation, request(routing, id)));
      }
    }
    return builder.createRouter();
  }

  private Request request(RoutingContext routing, String operation) {
    if (contract.getRawContract().getString(UNKNOWN_QUERY, "").equals("refused")) {
      InvalidRequest.requireKnownQuery(routing, contract.operation(operation));
    }
    ValidatedRequest valid = routing.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    Buffer body = routing.body().buffer();
    return new Request(
        operation,
        texts(valid.getPathParameters()),
        texts(valid.getQuery()),
        named(routing, texts(valid.getHeaders())),
        body == null ? new byte[0] : body.getBytes(),
        Gate.caller(routing));
  }

  private static Map<String, String> named(RoutingContext routing, Map<String, String> headers) {
    Map<String, String> named = new HashMap<>();
    headers.forEach((name, value) -> named.put(name.toLowerCase(Locale.ROOT), value));
    HostAndPort called = routing.request().authority();
    if (called != null) {
      String port = called.port() > 0 ? ":" + called.port() : "";
      named.put("host", called.host().toLowerCase(Locale.ROOT) + port);
    }
    return Map.copyOf(named);
  }

  private static Map<String, String> texts(Map<String, RequestParameter> parameters) {
    Map<String, String> texts = new HashMap<>();
    parameters.forEach(
        (name, value) -> {
          if (value != null && !value.isNull()) {
            texts.put(name, String.valueOf(value.get()));
          }
        });
    return Map.copyOf(texts);
  }

  private void requireSameOperations() {
    Set<String> described = new HashSet<>();
    contract.operations().forEach(operation -> described.add(operation.getOperationId()));
    Set<String> handled = new HashSet<>(api.operations().keySet());
    handled.addAll(api.streams().keySet());
    handled.addAll(api.downloads().keySet());
    if (!described.equals(handled)) {
      throw new IllegalStateException(
          api.contract()
              + ": expected a handler for each of "
              + described
              + ", actual handlers "
              + handled);
    }
  }

  private static String read(String resource) {
    try (InputStream stream = ContractRouter.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("no OpenAPI contract at " + resource + " in the classpath");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Answers are ours and not validated; Vert.x refuses contracts whose answers have a media type
   * that it could not validate, such as application/problem+json.
   */
  private static void dropContents(JsonNode responses) {
    for (JsonNode response : responses) {
      if (response instanceof ObjectNode described) {
        described.remove("content");
      }
    }
  }

  private static OpenAPIContract parse(Vertx vertx, String yaml) {
    try {
      JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(yaml);
      tree.findValues("responses").forEach(ContractRouter::dropContents);
      JsonObject json = new JsonObject(new ObjectMapper().writeValueAsString(tree));
      // Vert.x takes absolute server URLs only; the path is all that matters to routing.
      json.put("servers", new JsonArray().add(new JsonObject().put("url", "https://service/")));
      return OpenAPIContract.from(vertx, json)
          .toCompletionStage()
          .toCompletableFuture()
          .get(30, TimeUnit.SECONDS);
    } catch (IOException | ExecutionException | TimeoutException wrong) {
      throw new IllegalStateException("the OpenAPI contract is wrong", wrong);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "interrupted while reading the OpenAPI contract", interrupted);
    }
  }
}
