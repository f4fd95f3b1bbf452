package io.govchain.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Talk with a proxy that ends in time whatever becomes of the connection. The timeout of the JDK's
 * client ends with the head of an answer: a connection that dies after it would be read for ever.
 */
final class Bounded {
  private Bounded() {}

  /**
   * Does the work on a thread of its own, which is interrupted when the time is over; the streams
   * of the JDK's client close then.
   *
   * @throws IOException where the work failed, or did not end in time
   */
  static <T> T within(Duration atMost, URI address, Callable<T> work)
      throws IOException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name("govchain-exchange").start(task);
    try {
      return task.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case IOException broken -> throw broken;
        case RuntimeException defect -> throw defect;
        case Error defect -> throw defect;
        default -> throw new IOException(address + ": no answer", failed.getCause());
      }
    } catch (TimeoutException late) {
      InterruptedIOException why =
          new InterruptedIOException("no whole answer within %s".formatted(atMost));
      why.initCause(late);
      throw why;
    } finally {
      task.cancel(true);
    }
  }
}
