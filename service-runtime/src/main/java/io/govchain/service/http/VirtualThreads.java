package io.govchain.service.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs blocking work on a virtual thread of its own and comes back to the event loop. (Vert.x's
 * virtual-thread contexts run one task at a time, so that one blocked handler would hold up all.)
 */
final class VirtualThreads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VirtualThreads.class);
  private static final Duration LAST_WORK = Duration.ofSeconds(2);

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  <T> Future<T> call(Context context, Callable<T> work) {
    Promise<T> promise = Promise.promise();
    try {
      executor.execute(
          () -> {
            try {
              T result = work.call();
              context.runOnContext(back -> promise.tryComplete(result));
            } catch (Throwable thrown) {
              context.runOnContext(back -> promise.tryFail(thrown));
            }
          });
    } catch (RejectedExecutionException closed) {
      promise.fail(closed);
    }
    return promise.future();
  }

  /** Work that is nearly done comes back while there is an event loop to come back to. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(LAST_WORK.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("work of requests went on after {} ms", LAST_WORK.toMillis());
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
