package io.govchain.testnet.consortium;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does things side by side that do not depend on each other, and waits for all of them. */
final class Together {
  private Together() {}

  /** Runs all tasks to their end, then throws the first failure, if any. */
  static void run(List<Runnable> tasks) {
    call(tasks.stream().map(Executors::callable).toList());
  }

  /** The results in the order of the tasks. */
  static <T> List<T> call(List<? extends Callable<T>> tasks) {
    List<T> results = new ArrayList<>();
    RuntimeException failure = null;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<T> task : tasks) {
        running.add(threads.submit(task));
      }
      for (Future<T> one : running) {
        try {
          results.add(one.get());
        } catch (ExecutionException e) {
          failure = failure == null ? asUnchecked(e.getCause()) : suppressing(failure, e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while tasks ran side by side", e);
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  private static RuntimeException suppressing(RuntimeException first, ExecutionException other) {
    if (other.getCause() != first) {
      first.addSuppressed(other.getCause());
    }
    return first;
  }

  private static RuntimeException asUnchecked(Throwable failure) {
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }
}
