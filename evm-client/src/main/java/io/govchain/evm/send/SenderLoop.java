package io.govchain.evm.send;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that owns an account's nonces: save, then broadcast, then find out. */
final class SenderLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SenderLoop.class);
  private static final long MAX_PAUSE_MILLIS = 1000;

  private final EvmClient client;
  private final Account account;
  private final PreparedTransactions store;
  private final SenderSettings settings;
  private final Submissions submissions;
  private final Flights flights = new Flights();
  private final Preparation preparation;
  private final Broadcasts broadcasts;
  private final Reconciliation reconciliation;
  private final Landings landings;
  private final Confirmations confirmations;
  private final FormerAccounts former;
  private final Withdrawals withdrawals = new Withdrawals();
  private final Semaphore wake = new Semaphore(0);
  private volatile long blockGasLimit;
  private volatile boolean closed;
  private volatile String problem;

  /** Since when something has kept it from going on, without a pause; null while nothing does. */
  private volatile Long troubledSince;

  private boolean loaded;
  private long askAt = System.nanoTime();

  SenderLoop(
      EvmClient client,
      Account account,
      PreparedTransactions store,
      SenderSettings settings,
      Submissions submissions) {
    this.client = client;
    this.account = account;
    this.store = store;
    this.settings = settings;
    this.submissions = submissions;
    confirmations = new Confirmations(settings.confirmations());
    broadcasts = new Broadcasts(client);
    former =
        new FormerAccounts(
            client, account, store, settings, submissions, broadcasts, confirmations);
    preparation = new Preparation(account, store, submissions, flights, former, settings.window());
    landings = new Landings(client, store, submissions, flights, account.address(), confirmations);
    Remedies remedies =
        new Remedies(
            new Raising(client, account, store, flights, settings),
            new Fillings(account, store, flights, settings));
    reconciliation =
        new Reconciliation(
            client, account.address(), Optional.of(remedies), flights, landings, settings);
  }

  @Override
  public void run() {
    int failures = 0;
    while (!closed) {
      try {
        preparation.dropOverdue();
        step();
        failures = 0;
        problem = null;
      } catch (EvmException.SenderUnavailable e) {
        failures++;
        problem = e.getMessage();
        submissions.failAll(e);
      } catch (Throwable e) { // An Error, too, must not end this thread without a word.
        failures++;
        loaded = loaded && e instanceof EvmException;
        problem = e.getMessage() == null ? e.toString() : e.getMessage();
        report(failures, e);
      }
      if (trouble().isEmpty()) {
        troubledSince = null;
      } else if (troubledSince == null) {
        troubledSince = System.nanoTime();
      }
      pause(failures);
    }
  }

  /** Once per standstill; an unreachable chain needs no stack trace. */
  private void report(int failures, Throwable cause) {
    if (failures > 1) {
      return;
    }
    if (cause instanceof EvmException) {
      LOG.warn("sender of {} is held up: {}", account.address(), problem);
    } else {
      LOG.error("sender of {} is held up", account.address(), cause);
    }
  }

  private void step() {
    if (!loaded) {
      load();
    }
    landings.take();
    landings.finish();
    withdrawals.mark(flights);
    boolean wasIdle = flights.size() == 0;
    preparation.prepareNext(blockGasLimit);
    if (wasIdle && flights.size() > 0) {
      reconciliation.startAfresh();
    }
    broadcasts.send(flights.all());
    if (flights.size() > 0 && System.nanoTime() - askAt >= 0) {
      preparation.startAt(Math.max(preparation.nextNonce(), reconciliation.ask()));
      askAt = System.nanoTime() + settings.poll().toNanos();
    }
    landings.finish();
    former.step();
  }

  /**
   * Reads again what the store holds: after a start, and after a store failure whose effect is
   * unknown.
   */
  private void load() {
    BlockHeader newest = client.latestHeader();
    blockGasLimit = newest.gasLimit();
    List<PreparedTransaction> unfinished = store.unfinished();
    List<PreparedTransaction> own = unfinished.stream().filter(account::isOwn).toList();
    for (PreparedTransaction prepared : own) {
      Optional<EvmException.SenderUnavailable> misfit = account.misfit(prepared);
      if (misfit.isPresent()) {
        throw misfit.get();
      }
    }
    flights.reload(own).forEach(needless -> store.abandon(needless.reference(), Raised.NEEDLESS));
    unfinished.stream()
        .map(PreparedTransaction::account)
        .filter(signer -> !signer.equals(account.address()))
        .distinct()
        .forEach(former::takeUp);
    preparation.joinAgain();
    long chain = client.transactionCount(account.address());
    long pool = client.pendingTransactionCount(account.address());
    long saved = store.highestNonce(account.address()).orElse(-1) + 1;
    flights.below(chain).forEach(flight -> flight.due = false);
    preparation.startAt(Math.max(saved, Math.max(chain, pool)));
    reconciliation.startAfresh();
    askAt = System.nanoTime();
    loaded = true;
  }

  private void pause(int failures) {
    if (failures == 0 && preparation.hasMore()) {
      return;
    }
    long millis = Math.min(settings.poll().toMillis() << Math.min(failures, 8), MAX_PAUSE_MILLIS);
    try {
      if (wake.tryAcquire(Math.max(1, millis), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  void wake() {
    wake.release();
  }

  boolean isWatched(String hash) {
    return flights.isWatched(hash) || former.isWatched(hash);
  }

  void blockSeen(BlockHeader header, List<Receipt> ours) {
    blockGasLimit = header.gasLimit();
    landings.seen(header.number(), ours);
    former.seen(header.number(), ours);
    if (!ours.isEmpty() || confirmations.blocks() > 0) {
      wake();
    }
  }

  void withdraw(String reference) {
    withdrawals.add(reference);
    wake();
  }

  void confirmAtLeast(int blocks) {
    confirmations.raiseTo(blocks);
  }

  int confirmations() {
    return confirmations.blocks();
  }

  void reorganised(long lastCommonBlock) {
    landings.reorganised(lastCommonBlock);
    former.reorganised(lastCommonBlock);
    wake();
  }

  void close() {
    closed = true;
    wake();
  }

  SenderStatus status() {
    return new SenderStatus(
        submissions.queued() + preparation.waiting(),
        flights.size() + former.size(),
        preparation.nextNonce(),
        reconciliation.stalledFor(),
        trouble(),
        reconciliation.standstill().or(former::standstill).or(this::lastingTrouble));
  }

  private Optional<String> trouble() {
    return Optional.ofNullable(problem).or(reconciliation::openQuestion).or(former::openQuestion);
  }

  private Optional<String> lastingTrouble() {
    Long since = troubledSince;
    return since != null && System.nanoTime() - since >= settings.replaceAfter().toNanos()
        ? trouble()
        : Optional.empty();
  }
}
