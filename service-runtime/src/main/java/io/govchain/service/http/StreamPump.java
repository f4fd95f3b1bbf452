package io.govchain.service.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one reader what its feed has, on a virtual thread of its own. */
final class StreamPump {
  static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(StreamPump.class);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);
  private static final String HEARTBEAT = ":\n\n";

  private final HttpServerRequest http;
  private final Context context;
  private final Caller caller;
  private final Callers callers;
  private final HttpSettings settings;
  private final long heartbeat;
  private long spoke = System.nanoTime();
  private long looked = spoke - LONGEST_WAIT.toNanos();

  StreamPump(
      HttpServerRequest http,
      Context context,
      Caller caller,
      Callers callers,
      HttpSettings settings) {
    this.http = http;
    this.context = context;
    this.caller = caller;
    this.callers = callers;
    this.settings = settings;
    this.heartbeat = Math.min(LONGEST_SILENCE.toNanos(), settings.idleTimeout().toNanos() / 3);
  }

  /**
   * Returns when the feed or the stream is over.
   *
   * @return whether the reader took everything
   */
  boolean run(EventFeed feed, BooleanSupplier stopped) throws InterruptedException {
    boolean taken = true;
    while (taken && !stopped.getAsBoolean() && !feed.over()) {
      List<ServerEvent> events = feed.next(longestWait());
      if (!isStillKnown(!events.isEmpty())) {
        LOG.info("stream ended: certificate {} changed", caller.name());
        break;
      }
      if (!events.isEmpty() || System.nanoTime() - spoke > heartbeat) {
        taken = write(events.isEmpty() ? HEARTBEAT : text(events));
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

  /** A stopping service must be able to end every stream while it drains. */
  private Duration longestWait() {
    Duration part = settings.drainTimeout().dividedBy(4);
    return part.compareTo(LONGEST_WAIT) < 0 ? part : LONGEST_WAIT;
  }

  private boolean isStillKnown(boolean before) {
    long now = System.nanoTime();
    if (!before && now - looked < LONGEST_WAIT.toNanos()) {
      return true;
    }
    looked = now;
    return callers.isStillKnown(caller);
  }

  private static String text(List<ServerEvent> events) {
    return events.stream().map(ServerEvent::text).collect(Collectors.joining());
  }

  /** Whether the reader took it in time. */
  private boolean write(String text) throws InterruptedException {
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

  /** Ends a stream in a way that nobody takes for its end. */
  static void cut(HttpServerRequest http) {
    if (http.version() == HttpVersion.HTTP_2) {
      http.response().reset();
    } else {
      http.connection().close();
    }
  }
}
