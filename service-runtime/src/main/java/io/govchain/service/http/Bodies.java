package io.govchain.service.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.OptionalLong;

/**
 * Reads requests' bodies, which are in memory until their requests are answered and their handlers
 * have ended: who sends many large ones at once could fill it. Room is taken for what a request
 * announces, before any of it is read; no more than that can come.
 */
final class Bodies {
  private static final String READ = "govchain.body";

  private final Shares shares;

  Bodies(HttpSettings settings, MeterRegistry registry) {
    this.shares =
        new Shares(
            settings.maxHeldBytes(),
            "govchain.http.bodies",
            "Bytes of large request bodies that are under way",
            registry);
  }

  /** Reads a body of at most so many bytes, unless an earlier handler has read it. */
  Handler<RoutingContext> upTo(int limit) {
    BodyHandler any = BodyHandler.create(false).setBodyLimit(limit);
    BodyHandler small = BodyHandler.create(false).setBodyLimit(Math.min(limit, Shares.COUNTED));
    return routing -> {
      if (routing.get(READ) != null) {
        routing.next();
        return;
      }
      routing.put(READ, true);
      HttpServerRequest request = routing.request();
      OptionalLong announced = announced(request);
      if (announced.isEmpty() && isReading(request)) {
        small.handle(routing);
      } else if (hasRoom(routing, announced.orElse(limit), limit)) {
        any.handle(routing);
      } else {
        Replies.sendAndStopReading(request, shares.full("too many large bodies are under way"));
      }
    };
  }

  /** Nothing is read of what is larger than the limit. */
  private boolean hasRoom(RoutingContext routing, long size, int limit) {
    if (size < Shares.COUNTED || size > limit) {
      return true;
    }
    String caller = Gate.caller(routing).name();
    if (!shares.take(caller, size)) {
      return false;
    }
    Occupation.of(routing).atTheEnd(() -> shares.give(caller, size));
    return true;
  }

  /** The body's length; empty where the request does not tell, though it may have one. */
  private static OptionalLong announced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && length.matches("\\d{1,18}")) {
      return OptionalLong.of(Long.parseLong(length));
    }
    boolean none =
        length == null
            && request.version() != HttpVersion.HTTP_2
            && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    return none ? OptionalLong.of(0) : OptionalLong.empty();
  }

  /** Nothing that only reads has a body to speak of, and over HTTP/2 none of it says so. */
  private static boolean isReading(HttpServerRequest request) {
    return request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
  }
}
