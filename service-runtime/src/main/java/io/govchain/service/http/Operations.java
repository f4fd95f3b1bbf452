package io.govchain.service.http;

import io.govchain.service.tls.TlsPeer.Role;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs handlers on virtual threads, for callers with the right role and within their time. */
final class Operations {
  /** Idle times after which a caller who is still reading an answer is given up. */
  private static final int PATIENCE = 4;

  private final HttpSettings settings;
  private final VirtualThreads threads;
  private final MeterRegistry registry;
  private final Untaken untaken;

  Operations(HttpSettings settings, VirtualThreads threads, MeterRegistry registry) {
    this.settings = settings;
    this.threads = threads;
    this.registry = registry;
    this.untaken =
        new Untaken(
            settings.maxHeldBytes(), settings.idleTimeout().multipliedBy(PATIENCE), registry);
  }

  void run(RoutingContext routing, Api.Operation operation, Request request) {
    HttpServerRequest http = routing.request();
    Timer.Sample sample = Timer.start(registry);
    routing.addEndHandler(
        ended ->
            sample.stop(
                registry.timer(
                    "govchain.http.requests",
                    "operation",
                    request.operation(),
                    "status",
                    Integer.toString(http.response().getStatusCode()))));
    if (operation.roles().stream().noneMatch(request.caller()::hasRole)) {
      Replies.send(http, wrongRole(operation.roles(), request.caller()));
      return;
    }
    long timer =
        routing
            .vertx()
            .setTimer(
                settings.handlerTimeout().toMillis(), late -> Replies.send(http, tooSlow(request)));
    Context context = routing.vertx().getOrCreateContext();
    Occupation occupation = Occupation.of(routing);
    occupation.enter();
    threads
        .call(context, () -> operation.handler().handle(request))
        .onComplete(ended -> occupation.leave())
        .recover(thrown -> io.vertx.core.Future.succeededFuture(Replies.failure(thrown)))
        .onSuccess(
            response -> {
              routing.vertx().cancelTimer(timer);
              untaken.send(routing.vertx(), http, request.caller().name(), response);
            });
  }

  private Response tooSlow(Request request) {
    return Response.problem(
            Problem.of("handler-timeout", 503, request.operation() + " took too long")
                .expected("an answer within " + settings.handlerTimeout().toMillis() + " ms"))
        .header("retry-after", "1");
  }

  static Response wrongRole(Set<Role> roles, Caller caller) {
    return Response.problem(
        Problem.of("role-refused", 403, "this certificate may not do this")
            .expected("a certificate registered as " + names(roles))
            .actual(
                names(caller.identities().stream().map(i -> i.role()).collect(Collectors.toSet()))
                    + " "
                    + caller.name()));
  }

  private static String names(Set<Role> roles) {
    return roles.stream()
        .map(role -> role.name().toLowerCase(java.util.Locale.ROOT))
        .sorted()
        .collect(Collectors.joining(" or "));
  }
}
