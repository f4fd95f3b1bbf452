package io.govchain.service.http;

import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.FingerprintRegistry;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events, each stream on a virtual thread of its own.
 *
 * <p>Nothing is buffered for a slow reader: the next events are asked for when the last ones are on
 * the wire, and who does not take them in time is cut off and can resume. Before anything is sent,
 * and once a second, the certificate is looked up again: a stream ends with its registration.
 */
final class Streams {
  private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);
  private static final String HEARTBEAT = ":\n\n";

  private final FingerprintRegistry registry;
  private final HttpSettings settings;
  private final VirtualThreads threads;
  private final Map<Fingerprint, Integer> perCaller = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  Streams(FingerprintRegistry registry, HttpSettings settings, VirtualThreads threads) {
    this.registry = registry;
    this.settings = settings;
    this.threads = threads;
  }

  int open() {
    return perCaller.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** All streams end within {@link #longestWait}. */
  void stop() {
    stopping = true;
  }

  /** A stopping service must be able to end every stream while it drains. */
  private Duration longestWait() {
    Duration part = settings.drainTimeout().dividedBy(4);
    return part.compareTo(LONGEST_WAIT) < 0 ? part : LONGEST_WAIT;
  }

  void run(RoutingContext routing, Api.Stream stream, Request request) {
    HttpServerRequest http = routing.request();
    if (stream.roles().stream().noneMatch(request.caller()::hasRole)) {
      Replies.send(http, Operations.wrongRole(stream.roles(), request.caller()));
      return;
    }
    Fingerprint certificate = request.caller().fingerprint();
    if (open() >= settings.maxStreams()) {
      Replies.send(http, overloaded());
      return;
    }
    if (perCaller.merge(certificate, 1, Integer::sum) > settings.maxStreamsPerCaller()) {
      release(certificate);
      Replies.send(http, tooMany(certificate));
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
              return threads.call(context, () -> pump(http, context, request, feed, gone));
            })
        .onComplete(
            ended -> release(certificate),
            thrown -> {
              release(certificate);
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
      cut(http);
    } else {
      Replies.send(http, failure);
    }
  }

  private boolean pump(
      HttpServerRequest http, Context context, Request request, EventFeed feed, AtomicBoolean gone)
      throws InterruptedException {
    long heartbeat = Math.min(LONGEST_SILENCE.toNanos(), settings.idleTimeout().toNanos() / 3);
    long spoke = System.nanoTime();
    boolean taken = true;
    while (taken && !gone.get() && !stopping && !feed.over()) {
      List<ServerEvent> events = feed.next(longestWait());
      if (!isStillKnown(request.caller())) {
        LOG.info("stream ended: certificate {} changed", request.caller().fingerprint());
        break;
      }
      if (!events.isEmpty() || System.nanoTime() - spoke > heartbeat) {
        taken = write(http, context, events.isEmpty() ? HEARTBEAT : text(events));
        spoke = System.nanoTime();
      }
    }
    boolean whole = taken;
    context.runOnContext(
        back -> {
          if (whole) {
            end(http.response());
          } else {
            cut(http);
          }
        });
    return whole;
  }

  private boolean isStillKnown(Caller caller) {
    return registry.identities(caller.fingerprint()).containsAll(caller.identities());
  }

  private static String text(List<ServerEvent> events) {
    return events.stream().map(ServerEvent::text).collect(Collectors.joining());
  }

  /** Whether the reader took it in time. */
  private boolean write(HttpServerRequest http, Context context, String text)
      throws InterruptedException {
    CompletableFuture<Void> written = new CompletableFuture<>();
    context.runOnContext(
        back -> {
          if (http.response().ended() || http.response().closed()) {
            written.completeExceptionally(new IllegalStateException("the reader went away"));
            return;
          }
          http.response()
              .write(Buffer.buffer(text))
              .onComplete(done -> written.complete(null), written::completeExceptionally);
        });
    try {
      written.get(settings.receiveTimeout().toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException gone) {
      LOG.debug("stream to {} ended", http.remoteAddress(), gone.getCause());
      return false;
    } catch (TimeoutException slow) {
      LOG.info(
          "stream to {} cut off: {} characters were not taken within {} ms",
          http.remoteAddress(),
          text.length(),
          settings.receiveTimeout().toMillis());
      return false;
    }
  }

  private static void end(HttpServerResponse response) {
    if (!response.ended() && !response.closed()) {
      response.end();
    }
  }

  private static void cut(HttpServerRequest http) {
    if (http.version() == HttpVersion.HTTP_2) {
      http.response().reset();
    } else {
      http.connection().close();
    }
  }

  private void release(Fingerprint certificate) {
    perCaller.computeIfPresent(certificate, (same, count) -> count > 1 ? count - 1 : null);
  }

  private Response overloaded() {
    return Response.problem(
            Problem.of("overloaded", 503, "too many streams are open")
                .expected("at most " + settings.maxStreams()))
        .header("retry-after", "5");
  }

  private Response tooMany(Fingerprint certificate) {
    return Response.problem(
            Problem.of("too-many-streams", 429, "this certificate has as many streams as it may")
                .expected("at most " + settings.maxStreamsPerCaller())
                .actual(certificate.value()))
        .header("retry-after", "5");
  }
}
