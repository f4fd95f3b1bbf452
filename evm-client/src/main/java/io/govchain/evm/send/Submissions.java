package io.govchain.evm.send;

import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What callers wait for, by reference, and those of it that have no nonce yet. Thread-safe. */
final class Submissions {
  private final int maxQueued;
  private final Map<String, Submission> open = new ConcurrentHashMap<>();
  private final Queue<Submission> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();

  Submissions(int maxQueued) {
    this.maxQueued = maxQueued;
  }

  CompletableFuture<Receipt> add(String reference, Call call) {
    if (queued.get() >= maxQueued) {
      return CompletableFuture.failedFuture(
          new EvmException.SenderUnavailable(
              "%s turned away: %d transactions wait already".formatted(reference, maxQueued),
              null));
    }
    Submission fresh = new Submission(reference, call, new CompletableFuture<>());
    Submission known = open.putIfAbsent(reference, fresh);
    if (known == null) {
      queued.incrementAndGet();
      queue.add(fresh);
      return fresh.receipt().copy();
    }
    return known.asksFor(call)
        ? known.receipt().copy()
        : CompletableFuture.failedFuture(conflict(reference));
  }

  static EvmException conflict(String reference) {
    return new EvmException.ReferenceConflict(
        "reference " + reference + " stands for a transaction with another target or data");
  }

  /** Takes up to this many off the queue. */
  List<Submission> take(int most) {
    List<Submission> taken = new ArrayList<>();
    while (taken.size() < most) {
      Submission next = queue.poll();
      if (next == null) {
        break;
      }
      queued.decrementAndGet();
      taken.add(next);
    }
    return taken;
  }

  int queued() {
    return queued.get();
  }

  void complete(String reference, Receipt receipt) {
    Submission submission = open.remove(reference);
    if (submission != null) {
      Thread.startVirtualThread(() -> submission.receipt().complete(receipt));
    }
  }

  void fail(String reference, EvmException failure) {
    Submission submission = open.remove(reference);
    if (submission != null) {
      Thread.startVirtualThread(() -> submission.receipt().completeExceptionally(failure));
    }
  }

  void failAll(EvmException failure) {
    queue.clear();
    queued.set(0);
    List.copyOf(open.keySet()).forEach(reference -> fail(reference, failure));
  }
}
