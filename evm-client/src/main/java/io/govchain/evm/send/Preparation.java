package io.govchain.evm.send;

import io.govchain.evm.EvmException;
import io.govchain.evm.signing.UnsignedTransaction.GasPrice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Gives nonces to submissions, signs, and saves before anything is broadcast. A nonce counts as
 * used only when the store has returned: if it failed, what it really holds is read again and the
 * submissions stay in line.
 */
final class Preparation {
  private static final int BATCH = 100;

  private final Account account;
  private final PreparedTransactions store;
  private final Submissions submissions;
  private final Flights flights;
  private final FormerAccounts former;
  private final int window;
  private final Deque<Submission> waiting = new ArrayDeque<>();
  private volatile long nextNonce = -1;
  private volatile int waitingCount;

  Preparation(
      Account account,
      PreparedTransactions store,
      Submissions submissions,
      Flights flights,
      FormerAccounts former,
      int window) {
    this.account = account;
    this.store = store;
    this.submissions = submissions;
    this.flights = flights;
    this.former = former;
    this.window = window;
  }

  long nextNonce() {
    return nextNonce;
  }

  /** Where to go on: above everything that the chain, the pool and the store know of. */
  void startAt(long nonce) {
    nextNonce = nonce;
  }

  int waiting() {
    return waitingCount;
  }

  /** Whether another round would find work and room. */
  boolean hasMore() {
    return flights.size() < window && (!waiting.isEmpty() || submissions.queued() > 0);
  }

  /** Nothing is signed for those who were promised that it would be sooner or not at all. */
  void dropOverdue() {
    submissions.dropOverdue();
    if (waiting.removeIf(submissions::isDropped)) {
      waitingCount = waiting.size();
    }
  }

  void prepareNext(long blockGasLimit) {
    dropOverdue();
    int room = Math.min(BATCH, window - flights.size());
    if (room <= 0) {
      return;
    }
    waiting.removeIf(submission -> !submissions.isOpen(submission));
    if (waiting.isEmpty()) {
      waiting.addAll(submissions.take(room));
    }
    waitingCount = waiting.size();
    if (waiting.isEmpty()) {
      return;
    }
    List<PreparedTransaction> fresh = prepare(blockGasLimit);
    if (!fresh.isEmpty()) {
      store.saveAll(fresh);
      fresh.forEach(prepared -> flights.add(new Flight(prepared.nonce(), Optional.of(prepared))));
      nextNonce += fresh.size();
    }
    waiting.clear();
    waitingCount = 0;
  }

  private List<PreparedTransaction> prepare(long blockGasLimit) {
    List<PreparedTransaction> fresh = new ArrayList<>();
    Optional<GasPrice> price = Optional.empty();
    for (Submission submission : waiting) {
      Optional<StoredTransaction> stored = store.byReference(submission.reference());
      if (stored.isPresent()) {
        join(submission, stored.get());
      } else if (submission.call().gasLimit() > blockGasLimit) {
        submissions.fail(
            submission.reference(),
            new EvmException.CallRefused(
                "%s: gas limit %d is above the block's %d"
                    .formatted(
                        submission.reference(), submission.call().gasLimit(), blockGasLimit)));
      } else {
        price = Optional.of(price.orElseGet(account::price));
        // The chain may have taken long to tell the price.
        if (!submissions.isDropped(submission)) {
          long nonce = nextNonce + fresh.size();
          fresh.add(account.prepare(submission.reference(), nonce, submission.call(), price.get()));
        }
      }
    }
    return fresh;
  }

  /**
   * Takes up again what the store has and somebody waits for, after all that was on its way was
   * forgotten: what has its end is not among the unfinished, and nobody else would tell of it.
   */
  void joinAgain() {
    for (Submission submission : submissions.open()) {
      store.byReference(submission.reference()).ifPresent(stored -> join(submission, stored));
    }
  }

  /** The reference is older than this submission: its one transaction answers. */
  private void join(Submission submission, StoredTransaction stored) {
    PreparedTransaction prepared = stored.prepared();
    if (!Account.isSame(prepared, submission.call())) {
      submissions.fail(submission.reference(), Submissions.conflict(submission.reference()));
      return;
    }
    switch (stored.end()) {
      case StoredTransaction.End.Abandoned abandoned ->
          submissions.fail(
              submission.reference(),
              new EvmException.TransactionDisplaced(
                  submission.reference() + ": " + abandoned.reason()));
      case StoredTransaction.End.Finished finished -> watchAgain(prepared);
      case StoredTransaction.End.Unfinished unfinished -> watchAgain(prepared);
    }
  }

  /** The nonces of the account that signed it decide, never those of another. */
  private void watchAgain(PreparedTransaction prepared) {
    Optional<EvmException.SenderUnavailable> misfit = account.misfit(prepared);
    if (misfit.isPresent()) {
      submissions.fail(prepared.reference(), misfit.get());
    } else if (account.isOwn(prepared)) {
      flights.watchAgain(prepared, Raised.all(store, prepared.reference()));
    } else {
      former.watch(prepared);
    }
  }
}
