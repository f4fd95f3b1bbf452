package io.govchain.console.api;

import io.govchain.service.http.Problem;
import io.govchain.service.http.Response;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Reports one after the other: each has a connection to the store for as long as its period is, as
 * exports have, and whoever looks at a page, or writes the index, needs one, too.
 */
final class ReportRoom {
  static final int MOST_AT_ONCE = 1;

  private final Semaphore room = new Semaphore(MOST_AT_ONCE, true);
  private final Duration patience;

  ReportRoom(Duration patience) {
    this.patience = patience;
  }

  /** The report, or that there is no room within the time of patience. */
  Response make(Supplier<Response> report) throws InterruptedException {
    if (!room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      Problem full =
          Problem.of("overloaded", 503, "too many reports are being made")
              .expected("at most %d at a time; ask again soon".formatted(MOST_AT_ONCE))
              .actual("none became ready within %d s".formatted(patience.toSeconds()));
      return Response.problem(full).header("retry-after", "5");
    }
    try {
      return report.get();
    } finally {
      room.release();
    }
  }
}
