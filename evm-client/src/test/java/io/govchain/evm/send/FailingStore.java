package io.govchain.evm.send;

import io.govchain.evm.Receipt;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Fails a save or the end of one on demand, either before or after it was durable. */
final class FailingStore extends ForwardingStore {
  private final AtomicReference<Boolean> failAfterSaving = new AtomicReference<>();
  private final AtomicReference<Boolean> failAfterFinishing = new AtomicReference<>();

  FailingStore(PreparedTransactions inner) {
    super(inner);
  }

  void failNext(boolean afterSaving) {
    failAfterSaving.set(afterSaving);
  }

  void failNextEnd(boolean afterFinishing) {
    failAfterFinishing.set(afterFinishing);
  }

  @Override
  public void saveAll(List<PreparedTransaction> prepared) {
    fail(failAfterSaving, "saving", () -> super.saveAll(prepared));
  }

  @Override
  public void finish(String reference, Receipt receipt) {
    fail(failAfterFinishing, "finishing", () -> super.finish(reference, receipt));
  }

  private static void fail(AtomicReference<Boolean> how, String what, Runnable work) {
    Boolean after = how.getAndSet(null);
    if (after == null || after) {
      work.run();
    }
    if (after != null) {
      throw new IllegalStateException("disk failure " + (after ? "after " : "before ") + what);
    }
  }
}
