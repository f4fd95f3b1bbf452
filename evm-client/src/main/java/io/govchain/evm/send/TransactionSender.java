package io.govchain.evm.send;

import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.FollowedBlock;
import io.govchain.evm.Receipt;
import io.govchain.evm.signing.SigningKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Sends an account's transactions and owns its nonces: nobody else may send from the account. A
 * reference stands for one transaction for ever, whatever fails or restarts in between: it is
 * signed once, saved before its first broadcast, and only the saved bytes are ever broadcast again.
 * Where the fees have a ceiling, and the base fee has overtaken what was offered, the same call is
 * signed again with the same nonce and a higher price, and saved like it: a block can take one of
 * them, and whichever it takes is what became of the reference. What became of it is learnt from
 * the chain alone. That holds across a change of the account, too: what another account signed into
 * the same store is never signed anew, and ends as that account's nonces say.
 *
 * <p>Many transactions are on their way at once. Feed {@link #onBlock} from a block follower to
 * learn receipts as blocks come; without it the sender asks on its own. Thread-safe.
 */
public final class TransactionSender implements AutoCloseable {
  private static final int MAX_REFERENCE = 200;

  private final SigningKey key;
  private final Submissions submissions;
  private final SenderLoop loop;
  private final Thread thread;
  private boolean started;
  private boolean closed;

  /** Does nothing yet: {@link #resume()} or the first submission starts it. */
  public TransactionSender(
      EvmClient client, SigningKey key, PreparedTransactions store, SenderSettings settings) {
    this.key = key;
    submissions = new Submissions(settings.maxQueued());
    Account account = new Account(client, key, settings.fees());
    loop = new SenderLoop(client, account, store, settings, submissions);
    thread = Thread.ofVirtual().name("send-" + key.address()).unstarted(loop);
  }

  /** The account whose nonces this sender owns. */
  public String address() {
    return key.address();
  }

  /**
   * Starts, and takes up every saved transaction whose end is not known, those of former accounts
   * included: finds out what became of it, and broadcasts its bytes again if the chain still waits
   * for them. Doing it twice changes nothing.
   */
  public synchronized void resume() {
    if (!started && !closed) {
      started = true;
      thread.start();
    }
  }

  /**
   * Sends a call, once. The future ends with the receipt, whose status says whether the contract
   * accepted; never because time passed. The same reference again gives the same transaction's
   * receipt. It ends exceptionally with
   *
   * <ul>
   *   <li>{@link EvmException.TransactionDisplaced}: the nonce went to another transaction; this
   *       one never takes effect
   *   <li>{@link EvmException.ReferenceConflict}: the reference stands for another target or data
   *   <li>{@link EvmException.CallRefused}: no block could hold the call; nothing was signed
   *   <li>{@link EvmException.SenderUnavailable}: too many wait, or the sender was closed; if it
   *       was closed, ask again after a restart what became of the reference
   * </ul>
   */
  public CompletableFuture<Receipt> submit(String reference, Call call) {
    return submit(reference, call, Optional.empty());
  }

  /**
   * The same for a call that was permitted just now and may not be later: where it is not saved
   * within this time, for whatever reason, it ends with {@link EvmException.SenderUnavailable} and
   * is never signed. What is in the store goes on however long it takes.
   */
  public CompletableFuture<Receipt> submit(String reference, Call call, Duration savedWithin) {
    return submit(reference, call, new SigningPermit(System.nanoTime() + savedWithin.toNanos()));
  }

  /** The same where the permission was given before. */
  public CompletableFuture<Receipt> submit(String reference, Call call, SigningPermit permit) {
    return submit(reference, call, Optional.of(permit));
  }

  private CompletableFuture<Receipt> submit(
      String reference, Call call, Optional<SigningPermit> permit) {
    if (reference.isEmpty()
        || reference.length() > MAX_REFERENCE
        || Account.isReserved(reference)) {
      throw new IllegalArgumentException(
          "reference: expected 1 to %d characters that do not name a filler or a higher price, got '%.80s'"
              .formatted(MAX_REFERENCE, reference));
    }
    if (call.gasLimit() < call.intrinsicGas()) {
      return CompletableFuture.failedFuture(
          new EvmException.CallRefused(
              "%s: gas limit %d is below the %d that the call takes before any code runs"
                  .formatted(reference, call.gasLimit(), call.intrinsicGas())));
    }
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedFuture(closedFailure());
      }
      resume();
    }
    CompletableFuture<Receipt> receipt = submissions.add(reference, call, permit);
    loop.wake();
    return receipt;
  }

  /**
   * Gives up a saved transaction that is in no block yet: its bytes are broadcast no more, and its
   * nonce is filled with an empty transfer of the account to itself. What became of it the chain
   * alone tells, as always: its future ends with the receipt where a node had it already and a
   * block takes it, and with {@link EvmException.TransactionDisplaced} once a block holds something
   * else with its nonce. Doing it twice changes nothing.
   *
   * <p>Held until the end of this process. To survive it, what calls has to say it again, before
   * {@link #resume}; once the filler is saved, that goes on by itself. Without effect on what has
   * no nonce yet, and on what a former account signed: nobody can fill its nonce, and those behind
   * wait for it.
   */
  public void withdraw(String reference) {
    loop.withdraw(reference);
  }

  /** Under which reference a store has what the sender filled an account's nonce with. */
  public static String fillerReference(String account, long nonce) {
    return Account.fillerReference(account, nonce);
  }

  /** Under which reference a store has what was signed again for one, counted from 1. */
  public static String raisedReference(String reference, int number) {
    return new Raised(reference, number).name();
  }

  /** Takes the receipts of its transactions out of a block; call it for every block in order. */
  public void onBlock(FollowedBlock block) {
    List<Receipt> ours =
        block.receipts().stream()
            .filter(receipt -> loop.isWatched(receipt.transactionHash()))
            .toList();
    loop.blockSeen(block.header(), ours);
  }

  /**
   * Raises how many blocks must follow the one that holds a transaction before it counts; fewer
   * than before changes nothing.
   */
  public void confirmAtLeast(int blocks) {
    loop.confirmAtLeast(blocks);
  }

  /** How many blocks must follow one now before what it holds counts. */
  public int confirmations() {
    return loop.confirmations();
  }

  /** Blocks above this number are void: what they held is broadcast again. */
  public void onReorg(long lastCommonBlock) {
    loop.reorganised(lastCommonBlock);
  }

  /** Where it stands now. */
  public SenderStatus status() {
    return loop.status();
  }

  /** Ends. What is saved is taken up again by the next sender on the same store. */
  @Override
  public void close() {
    boolean running;
    synchronized (this) {
      closed = true;
      running = started;
    }
    loop.close();
    if (running) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    submissions.failAll(closedFailure());
  }

  private EvmException closedFailure() {
    return new EvmException.SenderUnavailable(
        "the sender of " + key.address() + " is closed", null);
  }
}
