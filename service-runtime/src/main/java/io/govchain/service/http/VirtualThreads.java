package io.govchain.service.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs blocking work on a virtual thread of its own and comes back to the event loop. (Vert.x's
 * virtual-thread contexts run one task at a time, so that one blocked handler would hold up all.)
 */
final class VirtualThreads implements AutoCloseable {
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

  @Override
  public void close() {
    executor.shutdown();
  }
}
