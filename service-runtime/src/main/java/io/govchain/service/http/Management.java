package io.govchain.service.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Health, metrics and the contract, over plain HTTP. It has no authentication and belongs on
 * loopback or a network of the operators.
 */
final class Management {
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final VirtualThreads threads;

  Management(VirtualThreads threads) {
    this.threads = threads;
  }

  Router router(
      Vertx vertx,
      Callable<Response> health,
      PrometheusMeterRegistry metrics,
      Supplier<String> contract) {
    Router router = Router.router(vertx);
    Response live = Response.json(200, JsonNodeFactory.instance.objectNode().put("status", "live"));
    router.get("/health/live").handler(routing -> Replies.send(routing.request(), live));
    router.get("/health/ready").handler(routing -> answer(routing, health));
    router
        .get("/metrics")
        .handler(
            routing -> answer(routing, () -> Response.text(200, METRICS_TYPE, metrics.scrape())));
    router
        .get("/openapi.yaml")
        .handler(
            routing -> {
              String text = contract.get();
              if (text.isEmpty()) {
                routing.next();
              } else {
                Replies.send(routing.request(), Response.text(200, "application/yaml", text));
              }
            });
    router.errorHandler(
        404, routing -> Replies.send(routing.request(), Replies.failure(routing, 0)));
    router.errorHandler(
        405, routing -> Replies.send(routing.request(), Replies.failure(routing, 0)));
    return router;
  }

  private void answer(RoutingContext routing, Callable<Response> work) {
    threads
        .call(routing.vertx().getOrCreateContext(), work)
        .onComplete(
            response -> Replies.send(routing.request(), response),
            thrown -> Replies.send(routing.request(), Replies.failure(thrown)));
  }
}
