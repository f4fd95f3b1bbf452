package io.govchain.evm.send;

import io.govchain.evm.Receipt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Prepared transactions in memory. */
final class MemoryPreparedTransactions implements PreparedTransactions {
  private final Map<String, StoredTransaction> byReference = new LinkedHashMap<>();

  @Override
  public synchronized void save(PreparedTransaction prepared) {
    StoredTransaction stored =
        new StoredTransaction(prepared, new StoredTransaction.End.Unfinished());
    if (byReference.putIfAbsent(prepared.reference(), stored) != null) {
      throw new IllegalStateException("reference " + prepared.reference() + " is saved already");
    }
  }

  @Override
  public synchronized List<PreparedTransaction> unfinished() {
    return byReference.values().stream()
        .filter(stored -> stored.end() instanceof StoredTransaction.End.Unfinished)
        .map(StoredTransaction::prepared)
        .toList();
  }

  @Override
  public synchronized Optional<StoredTransaction> byReference(String reference) {
    return Optional.ofNullable(byReference.get(reference));
  }

  @Override
  public synchronized OptionalLong highestNonce(String account) {
    return byReference.values().stream()
        .map(StoredTransaction::prepared)
        .filter(prepared -> prepared.account().equals(account))
        .mapToLong(PreparedTransaction::nonce)
        .max();
  }

  @Override
  public synchronized void finish(String reference, Receipt receipt) {
    end(reference, new StoredTransaction.End.Finished());
  }

  @Override
  public synchronized void abandon(String reference, String reason) {
    end(reference, new StoredTransaction.End.Abandoned(reason));
  }

  private void end(String reference, StoredTransaction.End end) {
    byReference.computeIfPresent(
        reference, (key, stored) -> new StoredTransaction(stored.prepared(), end));
  }
}
