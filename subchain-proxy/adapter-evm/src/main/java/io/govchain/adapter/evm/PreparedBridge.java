package io.govchain.adapter.evm;

import io.govchain.adapter.PreparedWrite;
import io.govchain.adapter.PreparedWrites;
import io.govchain.evm.Receipt;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.send.LandedTransaction;
import io.govchain.evm.send.PreparedTransaction;
import io.govchain.evm.send.PreparedTransactions;
import io.govchain.evm.send.StoredTransaction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The sender's store on the host's, which knows an account's writes only when it is asked for that
 * account.
 */
final class PreparedBridge implements PreparedTransactions {

  private static final String FINISHED = "finished";
  private static final String ABANDONED = "abandoned:";

  private final PreparedWrites writes;
  private final String present;

  PreparedBridge(PreparedWrites writes, String present) {
    this.writes = writes;
    this.present = present;
  }

  @Override
  public void save(PreparedTransaction prepared) {
    saveAll(List.of(prepared));
  }

  @Override
  public void saveAll(List<PreparedTransaction> prepared) {
    writes.save(prepared.stream().map(PreparedBridge::toHost).toList());
  }

  @Override
  public List<PreparedTransaction> unfinished() {
    return writes.unfinished(present).stream().map(PreparedBridge::toSender).toList();
  }

  @Override
  public List<PreparedTransaction> unfinished(String account) {
    return writes.unfinished(account).stream().map(PreparedBridge::toSender).toList();
  }

  @Override
  public Optional<StoredTransaction> byReference(String reference) {
    return writes
        .byReference(reference)
        .map(write -> new StoredTransaction(toSender(write), end(writes.result(reference))));
  }

  private static StoredTransaction.End end(Optional<String> result) {
    if (result.isEmpty()) {
      return new StoredTransaction.End.Unfinished();
    }
    return result.get().startsWith(ABANDONED)
        ? new StoredTransaction.End.Abandoned(result.get().substring(ABANDONED.length()))
        : new StoredTransaction.End.Finished();
  }

  @Override
  public OptionalLong highestNonce(String account) {
    return writes.highestNonce(account);
  }

  @Override
  public void finish(String reference, Receipt receipt) {
    writes.finish(reference, FINISHED);
  }

  /**
   * All at once, each in a thread of its own: the host puts writes that come together into one
   * commit, and a block with a hundred of them must not cost a hundred commits in a row.
   */
  @Override
  public void finishAll(List<LandedTransaction> landed) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> finishes =
          landed.stream()
              .map(
                  each ->
                      CompletableFuture.runAsync(
                          () -> finish(each.reference(), each.receipt()), threads))
              .toList();
      finishes.forEach(PreparedBridge::await);
    }
  }

  private static void await(CompletableFuture<Void> finish) {
    try {
      finish.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  @Override
  public void abandon(String reference, String reason) {
    writes.finish(reference, ABANDONED + reason);
  }

  private static PreparedWrite toHost(PreparedTransaction prepared) {
    return new PreparedWrite(
        prepared.reference(),
        prepared.account(),
        prepared.nonce(),
        prepared.hash(),
        Hex.bytes(prepared.raw()));
  }

  private static PreparedTransaction toSender(PreparedWrite write) {
    return new PreparedTransaction(
        write.reference(), write.account(), write.nonce(), write.hash(), Hex.of(write.signed()));
  }
}
