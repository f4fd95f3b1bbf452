package io.govchain.service.http;

import io.govchain.service.database.DatabaseException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.ValidatorException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes responses, once each, and turns failures into problem details. */
final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
  private static final long LINGER_MILLIS = 1_000;

  private Replies() {}

  /**
   * Does nothing when the request was answered before, for example by a timeout.
   *
   * @return done when the caller has taken the answer, or never will
   */
  static Future<Void> send(HttpServerRequest request, Response reply) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return Future.succeededFuture();
    }
    response.setStatusCode(reply.status());
    for (Map.Entry<String, String> header : reply.headers().entrySet()) {
      response.putHeader(header.getKey(), header.getValue());
    }
    return response.end(Buffer.buffer(reply.body()));
  }

  /** Answers, then ends the connection: its peer is not welcome. */
  static void sendAndClose(RoutingContext routing, Response reply) {
    HttpServerRequest request = routing.request();
    answerLast(request, reply).ifPresent(sent -> end(request, sent, routing.vertx()));
  }

  /**
   * An HTTP/2 connection that ends at once takes the answer with it where the peer has not read it
   * yet; the peer is told to go, and has a moment for it. Whoever opens no window for the answer
   * has no longer.
   */
  private static void end(HttpServerRequest request, Future<Void> sent, Vertx vertx) {
    HttpConnection connection = request.connection();
    if (request.version() == HttpVersion.HTTP_2) {
      connection.goAway(0);
      vertx.setTimer(LINGER_MILLIS, over -> connection.close());
    } else {
      sent.onComplete(done -> connection.close());
    }
  }

  /** Answers before the request has arrived in full, and takes no more of it. */
  static void sendAndStopReading(HttpServerRequest request, Response reply) {
    // An HTTP/2 connection carries other requests of the same peer; only this one ends.
    boolean shared = request.version() == HttpVersion.HTTP_2;
    answerLast(request, reply)
        .ifPresent(
            sent ->
                sent.onComplete(
                    done -> {
                      if (shared) {
                        request.response().reset();
                      } else {
                        request.connection().close();
                      }
                    }));
  }

  private static Optional<Future<Void>> answerLast(HttpServerRequest request, Response reply) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return Optional.empty();
    }
    if (request.version() != HttpVersion.HTTP_2) {
      response.putHeader("connection", "close");
    }
    response.setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    return Optional.of(response.end(Buffer.buffer(reply.body())));
  }

  /** What a failed handler or the router's own checks answer. */
  static Response failure(Throwable thrown) {
    return switch (thrown) {
      case ProblemException refused -> Response.problem(refused.problem());
      case DatabaseException unusable -> {
        // The message names files; whoever keeps them finds it in health.
        LOG.debug("a handler found the database unusable", unusable);
        yield Response.problem(
                Problem.of(unusable.code().text(), 503, "the service's database cannot be used"))
            .header("retry-after", "1");
      }
      case ValidatorException invalid ->
          Response.problem(
              Problem.of("request-invalid", 400, String.valueOf(invalid.getMessage()))
                  .expected("a request as described by /openapi.yaml"));
      default -> {
        LOG.error("a handler failed", thrown);
        yield Response.problem(
            Problem.of("internal-error", 500, "the service failed; its log has the reason"));
      }
    };
  }

  /** For the router's failure handler, where a status may come without an exception. */
  static Response failure(RoutingContext context, int maxBodyBytes) {
    if (context.response().closed()) {
      // The caller went away in the middle; nobody reads this.
      return Response.problem(Problem.of("connection-closed", 400, "the caller went away"));
    }
    int status = context.statusCode();
    if (context.failure() instanceof io.vertx.ext.web.handler.HttpException known) {
      if (known.getCause() instanceof ValidatorException invalid) {
        return failure(invalid);
      }
      status = known.getStatusCode();
    } else if (context.failure() != null) {
      return failure(context.failure());
    }
    String what = context.request().method() + " " + context.request().path();
    return Response.problem(
        switch (status) {
          case 404 -> Problem.of("not-found", 404, "nothing is at this address").actual(what);
          case 405 -> Problem.of("method-not-allowed", 405, "not this method").actual(what);
          case 413 ->
              Problem.of("body-too-large", 413, "the request body is too large")
                  .expected("at most " + maxBodyBytes + " bytes");
          case 415 ->
              Problem.of("media-type-refused", 415, "not this content type")
                  .actual(String.valueOf(context.request().getHeader("content-type")));
          default ->
              Problem.of("request-invalid", status < 400 ? 400 : status, "the request is refused")
                  .actual(what);
        });
  }
}
