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
 * The sender's store on the host's. The sender's own transactions (those that fill a gap) get the
 * account into their reference, since a host may have seen several accounts.
 */
final class PreparedBridge implements PreparedTransactions {

  private static final String FILLER = "filler:";
  private static final String FINISHED = "finished";
  private static final String ABANDONED = "abandoned:";

  private final PreparedWrites writes;
  private final String account;

  PreparedBridge(PreparedWrites writes, String account) {
    this.writes = writes;
    this.account = account;
  }

  @Override
  public void save(PreparedTransaction prepared) {
    saveAll(List.of(prepared));
  }

  @Override
  public void saveAll(List<PreparedTransaction> prepared) {
    writes.save(prepared.stream().map(this::toHost).toList());
  }

  @Override
  public List<PreparedTransaction> unfinished() {
    return writes.unfinished(account).stream().map(this::toSender).toList();
  }

  @Override
  public Optional<StoredTransaction> byReference(String reference) {
    String hostReference = hostReference(reference);
    return writes
        .byReference(hostReference)
        .map(write -> new StoredTransaction(toSender(write), end(writes.result(hostReference))));
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
  public OptionalLong highestNonce() {
    return writes.highestNonce(account);
  }

  @Override
  public void finish(String reference, Receipt receipt) {
    writes.finish(hostReference(reference), FINISHED);
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
    writes.finish(hostReference(reference), ABANDONED + reason);
  }

  private PreparedWrite toHost(PreparedTransaction prepared) {
    return new PreparedWrite(
        hostReference(prepared.reference()),
        account,
        prepared.nonce(),
        prepared.hash(),
        Hex.bytes(prepared.raw()));
  }

  private PreparedTransaction toSender(PreparedWrite write) {
    String own = account + "/" + FILLER;
    String reference =
        write.reference().startsWith(own)
            ? write.reference().substring(account.length() + 1)
            : write.reference();
    return new PreparedTransaction(reference, write.nonce(), write.hash(), Hex.of(write.signed()));
  }

  private String hostReference(String reference) {
    return reference.startsWith(FILLER) ? account + "/" + reference : reference;
  }
}
