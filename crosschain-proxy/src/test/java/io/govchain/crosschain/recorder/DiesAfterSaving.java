package io.govchain.crosschain.recorder;

import io.govchain.evm.Receipt;
import io.govchain.evm.send.PreparedTransaction;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.StoredTransaction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** As a killed process leaves it: saved, and nothing done after that, ever. */
record DiesAfterSaving(PreparedTransactions store, CountDownLatch saved)
    implements PreparedTransactions {
  @Override
  public void save(PreparedTransaction prepared) {
    saveAll(List.of(prepared));
  }

  @Override
  public void saveAll(List<PreparedTransaction> prepared) {
    store.saveAll(prepared);
    saved.countDown();
    while (true) {
      Thread.interrupted();
      LockSupport.park();
    }
  }

  @Override
  public List<PreparedTransaction> unfinished() {
    return store.unfinished();
  }

  @Override
  public Optional<StoredTransaction> byReference(String reference) {
    return store.byReference(reference);
  }

  @Override
  public OptionalLong highestNonce(String account) {
    return store.highestNonce(account);
  }

  @Override
  public void finish(String reference, Receipt receipt) {
    store.finish(reference, receipt);
  }

  @Override
  public void abandon(String reference, String reason) {
    store.abandon(reference, reason);
  }
}
