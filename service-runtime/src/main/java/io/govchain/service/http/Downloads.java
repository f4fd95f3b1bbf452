package io.govchain.service.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends downloads, each on a virtual thread of its own, a few at a time. */
final class Downloads {
  private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);
  private static final int MOST = 16;
  private static final int MOST_PER_CALLER = 4;

  private final HttpSettings settings;
  private final VirtualThreads threads;
  private final Map<String, Integer> perCaller = new ConcurrentHashMap<>();

  Downloads(HttpSettings settings, VirtualThreads threads) {
    this.settings = settings;
    this.threads = threads;
  }

  void run(RoutingContext routing, Api.Downloading operation, Request request) {
    HttpServerRequest http = routing.request();
    if (operation.roles().stream().noneMatch(request.caller()::hasRole)) {
      Replies.send(http, Operations.wrongRole(operation.roles(), request.caller()));
      return;
    }
    String caller = request.caller().name();
    int open = perCaller.values().stream().mapToInt(Integer::intValue).sum();
    if (open >= MOST || perCaller.getOrDefault(caller, 0) >= MOST_PER_CALLER) {
      Replies.send(http, tooMany());
      return;
    }
    perCaller.merge(caller, 1, Integer::sum);
    Context context = routing.vertx().getOrCreateContext();
    threads
        .call(context, () -> send(http, context, operation.source(), request))
        .onComplete(
            sent -> release(caller),
            thrown -> {
              release(caller);
              fail(http, thrown);
            });
  }

  private boolean send(
      HttpServerRequest http, Context context, Download.Source source, Request request)
      throws Exception {
    Download download = source.open(request);
    ResponseStream out =
        new ResponseStream(http, context, download.headers(), settings.receiveTimeout());
    try {
      download.content().writeTo(out);
      out.finish();
    } catch (IOException unfinished) {
      if (!out.begun()) {
        throw unfinished;
      }
      LOG.info("download of {} ended early: {}", request.operation(), unfinished.getMessage());
      context.runOnContext(back -> StreamPump.cut(http));
    }
    return true;
  }

  /** What began cannot say what went wrong; it is cut, which nobody takes for its end. */
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

  private static Response tooMany() {
    return Response.problem(
            Problem.of("too-many-downloads", 429, "too many downloads are under way")
                .expected("at most %d, and %d of one caller".formatted(MOST, MOST_PER_CALLER)))
        .header("retry-after", "5");
  }
}
