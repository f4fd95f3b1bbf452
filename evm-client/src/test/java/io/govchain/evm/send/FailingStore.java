package io.govchain.evm.send;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Fails a save on demand, either before or after it was durable. */
final class FailingStore extends ForwardingStore {
  private final AtomicReference<Boolean> failAfterSaving = new AtomicReference<>();

  FailingStore(PreparedTransactions inner) {
    super(inner);
  }

  void failNext(boolean afterSaving) {
    failAfterSaving.set(afterSaving);
  }

  @Override
  public void saveAll(List<PreparedTransaction> prepared) {
    Boolean after = failAfterSaving.getAndSet(null);
    if (after == null || after) {
      super.saveAll(prepared);
    }
    if (after != null) {
      throw new IllegalStateException("disk failure " + (after ? "after" : "before") + " saving");
    }
  }
}
