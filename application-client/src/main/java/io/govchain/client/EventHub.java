package io.govchain.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One stream for everybody in this process who waits for a transaction's end. What it tells is a
 * hint to look; while it is not there, who waits looks from time to time.
 */
final class EventHub implements AutoCloseable {
  private final Function<EventReader.Listener, EventReader> open;
  private final Map<String, Set<Waiter>> waiters = new ConcurrentHashMap<>();
  private EventReader reader;
  private boolean closed;

  EventHub(Function<EventReader.Listener, EventReader> open) {
    this.open = open;
  }

  /** To be joined before looking, so that no change falls in between. */
  Waiter join(String transaction) {
    Waiter waiter = new Waiter(transaction);
    // Within the map's lock: a set that the last one leaves meanwhile is woken by nothing.
    waiters.compute(
        transaction,
        (id, present) -> {
          Set<Waiter> all = present == null ? ConcurrentHashMap.newKeySet() : present;
          all.add(waiter);
          return all;
        });
    synchronized (this) {
      if (reader == null && !closed) {
        reader = open.apply(new Waking());
      }
    }
    return waiter;
  }

  synchronized boolean connected() {
    return reader != null && reader.connected();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (reader != null) {
      reader.close();
    }
  }

  /** Somebody who waits for one transaction. */
  final class Waiter implements AutoCloseable {
    private final String transaction;
    private final Semaphore signals = new Semaphore(0);

    private Waiter(String transaction) {
      this.transaction = transaction;
    }

    /** Waits until there is a reason to look, or for so long. */
    void await(Duration atMost) throws InterruptedException {
      if (signals.tryAcquire(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS)) {
        signals.drainPermits();
      }
    }

    @Override
    public void close() {
      waiters.computeIfPresent(
          transaction,
          (id, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }

  private final class Waking implements EventReader.Listener {
    /** Whatever happened before is not told: everybody looks once. */
    @Override
    public void connected() {
      waiters.values().forEach(Waking::wake);
    }

    @Override
    public void event(TransactionEvent event) {
      Set<Waiter> waiting = waiters.get(event.transaction());
      if (waiting != null && event.needsNoMoreWaiting()) {
        wake(waiting);
      }
    }

    @Override
    public void ended(Optional<ProxyRefusedException> refusal) {
      waiters.values().forEach(Waking::wake);
    }

    private static void wake(Set<Waiter> waiting) {
      waiting.forEach(waiter -> waiter.signals.release());
    }
  }
}
