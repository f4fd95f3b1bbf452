package io.govchain.service.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Answers that were given and not taken: they are in memory until the caller reads them, and who
 * never does could fill it. Everybody has a share of what is there for all, and a while to read.
 */
final class Untaken {
  private final Shares shares;
  private final Duration patience;

  Untaken(long most, Duration patience, MeterRegistry registry) {
    this.patience = patience;
    this.shares =
        new Shares(
            most,
            "govchain.http.untaken",
            "Bytes of large answers that callers have not read yet",
            registry);
  }

  /** Sends it, or that there is no room for it. */
  void send(Vertx vertx, HttpServerRequest request, String caller, Response response) {
    long size = response.body().length;
    if (size < Shares.COUNTED) {
      Replies.send(request, response);
    } else if (!shares.take(caller, size)) {
      Replies.send(request, shares.full("former answers have not been read"));
    } else {
      long timer = vertx.setTimer(patience.toMillis(), late -> request.connection().close());
      Replies.send(request, response)
          .onComplete(
              done -> {
                vertx.cancelTimer(timer);
                shares.give(caller, size);
              });
    }
  }
}
