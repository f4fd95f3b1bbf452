package io.govchain.service.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** One caller's write: its work, its own savepoint, and the future that learns of the commit. */
final class Write<T> {
  private final Function<Handle, T> work;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private T result;
  private Throwable failure;

  Write(Function<Handle, T> work) {
    this.work = work;
  }

  CompletableFuture<T> future() {
    return future;
  }

  void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  /** Runs within the group's transaction; what the work throws undoes this write alone. */
  void run(Handle handle) {
    Sql.update(handle, "SAVEPOINT one_write");
    try {
      result = work.apply(handle);
    } catch (Throwable thrown) {
      failure = thrown;
      undo(handle);
    }
    Sql.update(handle, "RELEASE one_write");
  }

  /** After a full disk SQLite has undone the whole transaction by itself, savepoints and all. */
  private void undo(Handle handle) {
    try {
      Sql.update(handle, "ROLLBACK TO one_write");
    } catch (RuntimeException gone) {
      failure.addSuppressed(gone);
      throw new IllegalStateException("the write cannot be undone alone", failure);
    }
  }

  Throwable failure() {
    return failure;
  }

  List<Runnable> actionsAfterCommit() {
    return failure == null ? afterCommit : List.of();
  }

  void settle() {
    if (failure == null) {
      future.complete(result);
    } else {
      future.completeExceptionally(failure);
    }
  }

  void fail(Throwable reason) {
    future.completeExceptionally(reason);
  }
}
