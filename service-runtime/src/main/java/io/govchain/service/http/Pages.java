package io.govchain.service.http;

import io.govchain.service.tls.TlsPeer.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Routes everything that the API does not begin with to the handler of pages. */
final class Pages {
  private static final String NOT_THE_API = "^(?!/v1(/|$)).*";
  private static final List<String> HEADERS = List.of("accept-encoding", "if-none-match");

  private final Api.Operation operation;
  private final Operations operations;

  Pages(RequestHandler handler, Operations operations) {
    this.operation = new Api.Operation(Set.of(Role.ANONYMOUS), handler);
    this.operations = operations;
  }

  /** Adds the routes. */
  void serve(Router router) {
    for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
      router
          .routeWithRegex(method, NOT_THE_API)
          .handler(routing -> operations.run(routing, operation, request(routing)));
    }
  }

  private static Request request(RoutingContext routing) {
    Map<String, String> headers = new HashMap<>();
    for (String name : HEADERS) {
      Optional.ofNullable(routing.request().getHeader(name))
          .ifPresent(value -> headers.put(name, value));
    }
    return new Request(
        "getPage",
        Map.of("path", routing.normalizedPath()),
        Map.of(),
        headers,
        new byte[0],
        Gate.caller(routing));
  }
}
