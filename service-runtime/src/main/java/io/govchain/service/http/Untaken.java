package io.govchain.service.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers that were given and not taken: they are in memory until the caller reads them, and who
 * never does could fill it. Everybody has a share of what is there for all, and a while to read.
 */
final class Untaken {
  /** Of smaller answers the number of requests is bound enough. */
  private static final int COUNTED = 16_384;

  private final long most;
  private final Duration patience;
  private final Map<String, Long> bytes = new HashMap<>();
  private long all;

  Untaken(long most, Duration patience, MeterRegistry registry) {
    this.most = most;
    this.patience = patience;
    Gauge.builder("govchain.http.untaken", this, Untaken::all)
        .description("Bytes of large answers that callers have not read yet")
        .register(registry);
  }

  /** Sends it, or that there is no room for it. */
  void send(Vertx vertx, HttpServerRequest request, String caller, Response response) {
    long size = response.body().length;
    if (size < COUNTED) {
      Replies.send(request, response);
    } else if (!take(caller, size)) {
      Replies.send(request, full());
    } else {
      long timer = vertx.setTimer(patience.toMillis(), late -> request.connection().close());
      Replies.send(request, response)
          .onComplete(
              done -> {
                vertx.cancelTimer(timer);
                give(caller, size);
              });
    }
  }

  /** Who has taken everything gets an answer of any size. */
  private synchronized boolean take(String caller, long size) {
    long its = bytes.getOrDefault(caller, 0L);
    if (its > 0 && its + size > most / 4 || all > 0 && all + size > most) {
      return false;
    }
    bytes.put(caller, its + size);
    all += size;
    return true;
  }

  private synchronized void give(String caller, long size) {
    bytes.computeIfPresent(caller, (same, its) -> its > size ? its - size : null);
    all -= size;
  }

  private synchronized double all() {
    return all;
  }

  private Response full() {
    Problem problem =
        Problem.of("overloaded", 503, "former answers have not been read")
            .expected("at most " + most / 4 + " bytes of one caller, " + most + " of all");
    return Response.problem(problem).header("retry-after", "1");
  }
}
