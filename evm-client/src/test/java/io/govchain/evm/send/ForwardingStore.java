package io.govchain.evm.send;

import io.govchain.evm.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Passes everything on; tests override what goes wrong. */
abstract class ForwardingStore implements PreparedTransactions {
  private final PreparedTransactions inner;

  ForwardingStore(PreparedTransactions inner) {
    this.inner = inner;
  }

  @Override
  public void save(PreparedTransaction prepared) {
    inner.save(prepared);
  }

  @Override
  public void saveAll(List<PreparedTransaction> prepared) {
    inner.saveAll(prepared);
  }

  @Override
  public List<PreparedTransaction> unfinished() {
    return inner.unfinished();
  }

  @Override
  public Optional<StoredTransaction> byReference(String reference) {
    return inner.byReference(reference);
  }

  @Override
  public OptionalLong highestNonce(String account) {
    return inner.highestNonce(account);
  }

  @Override
  public void finish(String reference, Receipt receipt) {
    inner.finish(reference, receipt);
  }

  @Override
  public void abandon(String reference, String reason) {
    inner.abandon(reference, reason);
  }
}
