package io.govchain.evm.send;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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
  private final Queue<Receipt> receipts = new ConcurrentLinkedQueue<>();
  private final Semaphore wake = new Semaphore(0);
  private volatile long head = -1;
  private volatile long blockGasLimit;
  private volatile long voidAbove = Long.MAX_VALUE;
  private volatile boolean closed;
  private volatile String problem;
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
    preparation = new Preparation(account, store, submissions, flights, settings.window());
    broadcasts = new Broadcasts(client);
    reconciliation = new Reconciliation(client, account, store, flights, settings);
  }

  @Override
  public void run() {
    int failures = 0;
    while (!closed) {
      try {
        step();
        failures = 0;
        problem = null;
      } catch (EvmException.SenderUnavailable e) {
        failures++;
        problem = e.getMessage();
        submissions.failAll(e);
      } catch (RuntimeException e) {
        failures++;
        loaded = loaded && e instanceof EvmException;
        problem = e.getMessage() == null ? e.toString() : e.getMessage();
        report(failures, e);
      }
      pause(failures);
    }
  }

  /** Once per standstill; an unreachable chain needs no stack trace. */
  private void report(int failures, RuntimeException cause) {
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
    takeReceipts();
    finishLanded();
    boolean wasIdle = flights.size() == 0;
    preparation.prepareNext(blockGasLimit);
    if (wasIdle && flights.size() > 0) {
      reconciliation.startAfresh();
    }
    broadcasts.send(flights.all());
    if (flights.size() > 0 && System.nanoTime() - askAt >= 0) {
      reconciliation.ask().forEach(this::displaced);
      askAt = System.nanoTime() + settings.poll().toNanos();
    }
    finishLanded();
  }

  /**
   * Reads again what the store holds: after a start, and after a store failure whose effect is
   * unknown.
   */
  private void load() {
    BlockHeader newest = client.latestHeader();
    head = Math.max(head, newest.number());
    blockGasLimit = newest.gasLimit();
    flights.clear();
    Map<Long, Flight> byNonce = new TreeMap<>();
    for (PreparedTransaction prepared : store.unfinished()) {
      account.requireOwn(prepared);
      Flight known = byNonce.get(prepared.nonce());
      if (Account.isFiller(prepared)) {
        Flight flight = known == null ? new Flight(prepared.nonce(), Optional.empty()) : known;
        flight.filler = Optional.of(prepared);
        byNonce.put(flight.nonce, flight);
      } else {
        Flight flight = new Flight(prepared.nonce(), Optional.of(prepared));
        flight.filler = known == null ? Optional.empty() : known.filler;
        byNonce.put(flight.nonce, flight);
      }
    }
    byNonce.values().forEach(flights::add);
    long chain = client.transactionCount(account.address());
    long pool = client.pendingTransactionCount(account.address());
    long saved = store.highestNonce().orElse(-1) + 1;
    flights.below(chain).forEach(flight -> flight.due = false);
    preparation.startAt(Math.max(saved, Math.max(chain, pool)));
    reconciliation.startAfresh();
    askAt = System.nanoTime();
    loaded = true;
  }

  private void takeReceipts() {
    long common = voidAbove;
    if (common != Long.MAX_VALUE) {
      voidAbove = Long.MAX_VALUE;
      for (Flight flight : flights.all()) {
        if (flight.landed.filter(receipt -> receipt.blockNumber() > common).isPresent()) {
          flight.landed = Optional.empty();
          flight.due = true;
        }
      }
    }
    for (Receipt receipt = receipts.poll(); receipt != null; receipt = receipts.poll()) {
      Optional<Receipt> landed = Optional.of(receipt);
      flights.byHash(receipt.transactionHash()).ifPresent(flight -> flight.landed = landed);
    }
  }

  /** Told to the store first, all at once, and only then to those who wait. */
  private void finishLanded() {
    List<Flight> landed =
        flights.all().stream()
            .filter(flight -> flight.landed.filter(receipt -> isFinal(flight, receipt)).isPresent())
            .toList();
    if (landed.isEmpty()) {
      return;
    }
    store.finishAll(
        landed.stream()
            .map(flight -> flight.landed.orElseThrow())
            .map(receipt -> new LandedTransaction(referenceOf(receipt), receipt))
            .toList());
    for (Flight flight : landed) {
      Receipt receipt = flight.landed.orElseThrow();
      if (flight.ownLanded()) {
        String reference = flight.own.orElseThrow().reference();
        flight.filler.ifPresent(
            filler -> store.abandon(filler.reference(), "not needed: " + reference + " landed"));
        flights.remove(flight);
        submissions.complete(reference, receipt);
      } else {
        displaced(flight);
      }
    }
  }

  private String referenceOf(Receipt receipt) {
    Flight flight = flights.byHash(receipt.transactionHash()).orElseThrow();
    return (flight.ownLanded() ? flight.own : flight.filler).orElseThrow().reference();
  }

  private boolean isFinal(Flight flight, Receipt receipt) {
    return settings.confirmations() == 0 || isConfirmed(flight, receipt);
  }

  private boolean isConfirmed(Flight flight, Receipt receipt) {
    if (receipt.blockNumber() + settings.confirmations() > head) {
      head = Math.max(head, client.latestHeader().number());
      if (receipt.blockNumber() + settings.confirmations() > head) {
        return false;
      }
    }
    Optional<Receipt> now = client.receipt(receipt.transactionHash());
    if (now.filter(same -> same.blockHash().equals(receipt.blockHash())).isPresent()) {
      return true;
    }
    flight.landed = now;
    flight.due = now.isEmpty();
    return false;
  }

  private void displaced(Flight flight) {
    String reason =
        "nonce %d of %s was used by another transaction%s"
                .formatted(
                    flight.nonce,
                    account.address(),
                    flight
                        .landed
                        .map(
                            receipt ->
                                ", " + receipt.transactionHash() + ", a filler of this sender")
                        .orElse(""))
            + flight.whyFilled.map(why -> ", sent because " + why).orElse("");
    flight.own.ifPresent(
        own -> {
          LOG.error("{} ({}) can never take effect: {}", own.reference(), own.hash(), reason);
          store.abandon(own.reference(), reason);
          submissions.fail(
              own.reference(),
              new EvmException.TransactionDisplaced(
                  "%s (%s): %s".formatted(own.reference(), own.hash(), reason)));
        });
    if (flight.landed.isEmpty()) {
      flight.filler.ifPresent(filler -> store.abandon(filler.reference(), reason));
    }
    flights.remove(flight);
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
    return flights.isWatched(hash);
  }

  void blockSeen(BlockHeader header, List<Receipt> ours) {
    head = header.number();
    blockGasLimit = header.gasLimit();
    receipts.addAll(ours);
    if (!ours.isEmpty() || settings.confirmations() > 0) {
      wake();
    }
  }

  void reorganised(long lastCommonBlock) {
    voidAbove = Math.min(voidAbove, lastCommonBlock);
    head = lastCommonBlock;
    wake();
  }

  void close() {
    closed = true;
    wake();
  }

  SenderStatus status() {
    return new SenderStatus(
        submissions.queued() + preparation.waiting(),
        flights.size(),
        preparation.nextNonce(),
        reconciliation.stalledFor(),
        Optional.ofNullable(problem));
  }
}
