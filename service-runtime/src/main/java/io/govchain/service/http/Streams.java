package io.govchain.service.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Server-sent events, each stream on a virtual thread of its own.
 *
 * <p>Nothing is buffered for a slow reader: the next events are asked for when the last ones are on
 * the wire, and who does not take them in time is cut off and can resume. Before anything is sent,
 * and once a second, the caller is looked up again: a stream ends with its certificate's
 * registration.
 */
final class Streams {

  private final Callers callers;
  private final HttpSettings settings;
  private final VirtualThreads threads;
  private final Map<String, Integer> perCaller = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  Streams(Callers callers, HttpSettings settings, VirtualThreads threads) {
    this.callers = callers;
    this.settings = settings;
    this.threads = threads;
  }

  int open() {
    return perCaller.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** All streams end within {@link StreamPump#LONGEST_WAIT}. */
  void stop() {
    stopping = true;
  }

  void run(RoutingContext routing, Api.Stream stream, Request request) {
    HttpServerRequest http = routing.request();
    if (stream.roles().stream().noneMatch(request.caller()::hasRole)) {
      Replies.send(http, Operations.wrongRole(stream.roles(), request.caller()));
      return;
    }
    String caller = request.caller().name();
    if (open() >= settings.maxStreams()) {
      Replies.send(http, overloaded());
      return;
    }
    if (perCaller.merge(caller, 1, Integer::sum) > settings.maxStreamsPerCaller()) {
      release(caller);
      Replies.send(http, tooMany(caller));
      return;
    }
    Context context = routing.vertx().getOrCreateContext();
    AtomicBoolean gone = new AtomicBoolean();
    routing.addEndHandler(ended -> gone.set(true));
    threads
        .call(context, () -> stream.source().open(request))
        .compose(
            feed -> {
              if (feed.over()) {
                // By this a browser's EventSource knows that it need not come back.
                http.response().setStatusCode(204).end();
                return io.vertx.core.Future.succeededFuture(true);
              }
              begin(http.response(), feed.position());
              StreamPump pump = new StreamPump(http, context, request.caller(), callers, settings);
              return threads.call(context, () -> pump.run(feed, () -> gone.get() || stopping));
            })
        .onComplete(
            ended -> release(caller),
            thrown -> {
              release(caller);
              fail(http, thrown);
            });
  }

  /** An id without data is no event, but what a reader resumes from. */
  private static void begin(HttpServerResponse response, long position) {
    response
        .setChunked(true)
        .putHeader("content-type", "text/event-stream")
        .putHeader("cache-control", "no-store")
        .write("retry: 1000\nid: " + position + "\n\n");
  }

  /** A stream that began cannot say what went wrong; it ends, and the next attempt is told. */
  private static void fail(HttpServerRequest http, Throwable thrown) {
    Response failure = Replies.failure(thrown);
    if (http.response().headWritten()) {
      StreamPump.cut(http);
    } else {
      Replies.send(http, failure);
    }
  }

  private void release(String caller) {
    perCaller.computeIfPresent(caller, (same, count) -> count > 1 ? count - 1 : null);
  }

  private Response overloaded() {
    return Response.problem(
            Problem.of("overloaded", 503, "too many streams are open")
                .expected("at most " + settings.maxStreams()))
        .header("retry-after", "5");
  }

  private Response tooMany(String caller) {
    return Response.problem(
            Problem.of("too-many-streams", 429, "this caller has as many streams as it may")
                .expected("at most " + settings.maxStreamsPerCaller())
                .actual(caller))
        .header("retry-after", "5");
  }
}
