package io.govchain.adapter.evm;

import io.govchain.adapter.PreparedWrite;
import io.govchain.adapter.PreparedWrites;
import io.govchain.adapter.Reason;
import io.govchain.adapter.SubchainUnavailableException;
import io.govchain.adapter.WriteOutcome;
import io.govchain.adapter.WriteRequest;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.FollowedBlock;
import io.govchain.evm.Receipt;
import io.govchain.evm.abi.RevertReason;
import io.govchain.evm.send.Call;
import io.govchain.evm.send.SigningPermit;
import io.govchain.evm.send.StoredTransaction;
import io.govchain.evm.send.TransactionSender;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Writes, each at most once: tried without effect first, then prepared, then broadcast, then
 * proved. What was prepared before is never tried again, since its own effect would refuse it.
 */
final class EvmWrites implements AutoCloseable {
  private static final long AGAIN_MILLIS = 500;

  private final EvmClient client;
  private final EvmSettings settings;
  private final PreparedWrites store;
  private final TransactionSender sender;
  private final Proofs proofs;
  private final CaughtUp caughtUp;
  private final LostWrites lost;
  private final NewestShown shown = new NewestShown();
  private final CountDownLatch closing = new CountDownLatch(1);

  private EvmWrites(
      EvmClient client, EvmSettings settings, PreparedWrites store, TransactionSender sender) {
    this.client = client;
    this.settings = settings;
    this.store = store;
    this.sender = sender;
    this.proofs = new Proofs(client, settings.trail().map(trail -> trail.changes(client)));
    this.caughtUp = new CaughtUp(client);
    this.lost =
        new LostWrites(client, settings.key().address(), store, sender::confirmations, caughtUp);
  }

  static EvmWrites open(EvmClient client, EvmSettings settings, PreparedWrites store) {
    String account = settings.key().address();
    TransactionSender sender =
        new TransactionSender(
            client, settings.key(), new PreparedBridge(store, account), settings.sender());
    // Before it starts: it sends at once what is saved and wanted.
    store.withdrawn(account).forEach(sender::withdraw);
    return new EvmWrites(client, settings, store, sender);
  }

  void resume() {
    sender.resume();
  }

  /** On disk first: a sender forgets it with its process, and the next would send the write. */
  void withdraw(String reference) {
    if (store.withdraw(reference)) {
      sender.withdraw(reference);
    }
  }

  void confirmAtLeast(int blocks) {
    sender.confirmAtLeast(blocks);
  }

  /** Whether the node may be asked what is not there; the one place for all of this adapter. */
  CaughtUp caughtUp() {
    return caughtUp;
  }

  /** How many blocks must follow one; the one place for all that this adapter shows. */
  int confirmations() {
    return sender.confirmations();
  }

  /** The highest block of which an outcome was shown; the one place for all of this adapter. */
  NewestShown shown() {
    return shown;
  }

  void onBlock(FollowedBlock block) {
    sender.onBlock(block);
  }

  void onReorg(long lastCommonBlock) {
    proofs.forgetAbove(lastCommonBlock);
    shown.forgetAbove(lastCommonBlock);
    lost.forget();
    sender.onReorg(lastCommonBlock);
  }

  int unfinished() {
    return sender.status().inFlight() + sender.status().queued();
  }

  /** Why writes do not go on, once people must know. */
  Optional<String> standstill() {
    return sender.status().standstill().or(lost::standstill);
  }

  CompletableFuture<WriteOutcome> write(WriteRequest request) {
    return write(request, settings.gasLimit());
  }

  CompletableFuture<WriteOutcome> write(WriteRequest request, long gasLimit) {
    long begun = System.nanoTime();
    EncodedCall call;
    try {
      call = EncodedCall.of(request.contractAddress(), request.function(), request.argumentsJson());
    } catch (EncodedCall.Unencodable problem) {
      return CompletableFuture.completedFuture(
          refused(
              request.contractAddress(), "0x", 0, "0x", "arguments-invalid", problem.getMessage()));
    }
    String data = call.dataWith(request.tag());
    try {
      if (store.byReference(request.reference()).isEmpty()) {
        Optional<WriteOutcome> earlier = earlier(request.reference(), call.to(), data);
        if (earlier.isPresent()) {
          return CompletableFuture.completedFuture(earlier.get());
        }
        Optional<WriteOutcome> refusal = dryRun(call.to(), data);
        if (refusal.isPresent()) {
          return CompletableFuture.completedFuture(refusal.get());
        }
      }
    } catch (EvmException failure) {
      return CompletableFuture.failedFuture(EvmAdapter.unavailable(failure));
    }
    return submit(
        new Sending(
            new CompletableFuture<>(), request.reference(), call.to(), data, gasLimit, begun));
  }

  /** Fails while a write from before a loss of the store may still be under way. */
  void requireNoneLost() {
    lost.requireSettled();
  }

  Optional<WriteOutcome> earlier(WriteRequest request) {
    try {
      EncodedCall call =
          EncodedCall.of(request.contractAddress(), request.function(), request.argumentsJson());
      return earlier(request.reference(), call.to(), call.dataWith(request.tag()));
    } catch (EncodedCall.Unencodable neverMade) {
      return Optional.empty();
    }
  }

  private Optional<WriteOutcome> earlier(String reference, String to, String data) {
    return lost.receipt(reference, to, data).map(receipt -> proved(to, data, receipt));
  }

  private Optional<WriteOutcome> dryRun(String to, String data) {
    // One exchange for what nearly every call is: taken. Only a refusal names its block.
    return client.isTaken(settings.key().address(), to, data)
        ? Optional.empty()
        : refusalNow(to, data);
  }

  private Optional<WriteOutcome> refusalNow(String to, String data) {
    // What a node says that lags is not told: it may lack what an earlier step did.
    long block = shown.orLater(client.latestHeader().number());
    try {
      client.call(Optional.of(settings.key().address()), to, data, Optional.of(block));
    } catch (EvmException.CallReverted reverted) {
      RevertReason reason = reverted.reason();
      return Optional.of(refused(to, data, block, reason.raw(), "write-refused", reason.text()));
    }
    // An address without code takes any call and does nothing: a success that means nothing.
    if (client.code(to, block).equals("0x")) {
      return Optional.of(refused(to, data, block, "0x", "no-contract", "no contract at " + to));
    }
    return Optional.empty();
  }

  /**
   * A write that is decided on, and who waits for what becomes of it.
   *
   * @param begun when the adapter was asked for it, on the clock of {@link System#nanoTime}
   */
  private record Sending(
      CompletableFuture<WriteOutcome> outcome,
      String reference,
      String to,
      String data,
      long gasLimit,
      long begun) {

    Call call() {
      return new Call(to, data, gasLimit);
    }
  }

  /**
   * Whoever permitted it is asked anew where it cannot be saved soon, or the chain took long before
   * it could be: its transaction may have ended meanwhile. What is saved goes on.
   */
  private CompletableFuture<WriteOutcome> submit(Sending write) {
    heed(
        write,
        sender.submit(write.reference(), write.call(), SigningPermit.givenAt(write.begun())));
    return write.outcome();
  }

  private void send(Sending write) {
    heed(write, sender.submit(write.reference(), write.call()));
  }

  private void heed(Sending write, CompletableFuture<Receipt> sent) {
    sent.whenComplete(
        (receipt, failure) ->
            Thread.ofVirtual().name("evm-outcome").start(() -> settle(write, receipt, failure)));
  }

  /** Whatever happens here, an Error included, whoever waits must hear of it: it is asked again. */
  private void settle(Sending write, Receipt receipt, Throwable failure) {
    try {
      if (failure == null) {
        write.outcome().complete(proved(write.to(), write.data(), receipt));
      } else {
        unsent(write, failure);
      }
    } catch (RuntimeException | Error defect) {
      write.outcome().completeExceptionally(defect);
    }
  }

  private void unsent(Sending write, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    switch (cause) {
      case EvmException.TransactionDisplaced displaced -> displaced(write, displaced);
      case EvmException.CallRefused refused -> write.outcome().complete(refused(write, refused));
      case EvmException.SenderUnavailable unavailable -> {
        if (store.byReference(write.reference()).isEmpty()) {
          write
              .outcome()
              .completeExceptionally(
                  new SubchainUnavailableException(unavailable.getMessage(), unavailable));
        } else {
          sendLater(write);
        }
      }
      default -> write.outcome().completeExceptionally(cause);
    }
  }

  /** What used the nonce may be the very same write, from before a loss of the store. */
  private void displaced(Sending write, EvmException.TransactionDisplaced why) {
    try {
      write
          .outcome()
          .complete(
              store
                  .byReference(write.reference())
                  .filter(saved -> !isFilled(saved))
                  .flatMap(saved -> lost.inPlaceOf(saved, write.to(), write.data()))
                  .map(receipt -> proved(write.to(), write.data(), receipt))
                  .orElseGet(() -> refused(write, why)));
    } catch (EvmException cannotTell) {
      sendLater(write);
    }
  }

  /** Whether a block has the filler of its nonce: what used it need not be looked for. */
  private boolean isFilled(PreparedWrite saved) {
    String filler = TransactionSender.fillerReference(saved.account(), saved.nonce());
    return new PreparedBridge(store, saved.account())
        .byReference(filler)
        .filter(found -> found.end() instanceof StoredTransaction.End.Finished)
        .isPresent();
  }

  /**
   * Saved, so that the chain alone can say what became of it: nothing is said before. Where too
   * many wait it is asked again; what the end of this process leaves open is taken up by the next.
   */
  private void sendLater(Sending write) {
    try {
      if (!closing.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        send(write);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private WriteOutcome refused(Sending write, EvmException why) {
    return refused(write.to(), write.data(), 0, "0x", why.code(), why.getMessage());
  }

  private WriteOutcome proved(String to, String data, Receipt landed) {
    Proofs.Proven proven = proofs.evidence(landed);
    Receipt receipt = proven.receipt();
    shown.note(receipt.blockNumber());
    if (receipt.succeeded()) {
      return new WriteOutcome.Succeeded(
          receipt.transactionHash(), receipt.blockNumber(), proven.evidence());
    }
    return new WriteOutcome.Reverted(
        receipt.transactionHash(),
        receipt.blockNumber(),
        new Reason("write-reverted", revertText(to, data, receipt)),
        proven.evidence());
  }

  /** The node's own record, or what the call says when repeated on the block before. */
  private String revertText(String to, String data, Receipt receipt) {
    if (receipt.revertReason().isPresent()) {
      return client.errors().decode(receipt.revertReason().get()).text();
    }
    try {
      client.call(
          Optional.of(settings.key().address()),
          to,
          data,
          Optional.of(Math.max(0, receipt.blockNumber() - 1)));
      return "reverted in block " + receipt.blockNumber() + "; out of gas or overtaken";
    } catch (EvmException.CallReverted reverted) {
      return reverted.reason().text();
    } catch (EvmException unknown) {
      return "reverted in block " + receipt.blockNumber();
    }
  }

  private WriteOutcome refused(
      String to, String data, long block, String revert, String code, String text) {
    return new WriteOutcome.Refused(
        new Reason(code, text), EvidenceJson.refusal(chainId(), block, to, data, revert, text));
  }

  /** 0 where nothing was asked of the chain and it does not answer either. */
  private long chainId() {
    try {
      return client.chainId();
    } catch (EvmException unreachable) {
      return 0;
    }
  }

  @Override
  public void close() {
    closing.countDown();
    proofs.close();
    sender.close();
  }
}
