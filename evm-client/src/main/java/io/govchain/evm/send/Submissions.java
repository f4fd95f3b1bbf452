package io.govchain.evm.send;

import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** What callers wait for, by reference, and those of it that have no nonce yet. Thread-safe. */
final class Submissions {
  private final Map<String, Submission> open = new ConcurrentHashMap<>();
  private final BlockingQueue<Submission> queue;

  Submissions(int maxQueued) {
    queue = new LinkedBlockingQueue<>(maxQueued);
  }

  CompletableFuture<Receipt> add(String reference, Call call) {
    return add(reference, call, Optional.empty());
  }

  CompletableFuture<Receipt> add(String reference, Call call, Optional<SigningPermit> permit) {
    Submission fresh = new Submission(reference, call, new CompletableFuture<>(), permit);
    Submission known = open.putIfAbsent(reference, fresh);
    if (known != null) {
      return known.asksFor(call)
          ? known.receipt().copy()
          : CompletableFuture.failedFuture(conflict(reference));
    }
    CompletableFuture<Receipt> receipt = fresh.receipt().copy();
    if (!queue.offer(fresh)) {
      fail(
          reference,
          new EvmException.SenderUnavailable(
              "%s turned away: %d transactions wait already".formatted(reference, queue.size()),
              null));
    }
    return receipt;
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
      if (isOpen(next)) {
        taken.add(next);
      }
    }
    return taken;
  }

  /** All whose callers still wait, in the queue or past it. */
  List<Submission> open() {
    return List.copyOf(open.values());
  }

  /** Whether its callers still wait. What they were told the end of must not be signed any more. */
  boolean isOpen(Submission submission) {
    return open.get(submission.reference()) == submission;
  }

  /** Gives up those in the queue that should have been saved by now. */
  void dropOverdue() {
    queue.removeIf(this::isDropped);
  }

  /** Whether it is overdue; its callers hear that then. Only for what is not saved. */
  boolean isDropped(Submission submission) {
    if (!submission.isOverdue()) {
      return false;
    }
    if (isOpen(submission)) {
      fail(
          submission.reference(),
          new EvmException.SenderUnavailable(
              submission.reference() + " was not saved in time, and is not signed any more", null));
    }
    return true;
  }

  int queued() {
    return queue.size();
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
    List.copyOf(open.keySet()).forEach(reference -> fail(reference, failure));
  }
}
