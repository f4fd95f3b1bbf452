package io.govchain.service.messaging;

import io.govchain.service.loop.Backoff;
import io.govchain.service.tls.MutualTls;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One receiving service: its connection, how many attempts at once, and its back-off. While nothing
 * gets through, a single attempt at a time probes it on behalf of all lanes.
 */
final class Destination {
  private static final Logger LOG = LoggerFactory.getLogger(Destination.class);

  private final String path;
  private final Vertx vertx;
  private final MutualTls tls;
  private final PeerDirectory directory;
  private final OutboxSettings settings;
  private final Backoff backoff;
  private final Semaphore inFlight;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int failures;
  private long failingSince;
  private String failure = "";
  private long notBefore;
  private boolean probing;
  private Courier courier;
  private boolean closed;

  Destination(
      String path, Vertx vertx, MutualTls tls, PeerDirectory directory, OutboxSettings settings) {
    this.path = path;
    this.vertx = vertx;
    this.tls = tls;
    this.directory = directory;
    this.settings = settings;
    this.backoff = new Backoff(settings.firstBackoff(), settings.maxBackoff());
    this.inFlight = new Semaphore(settings.maxInFlightPerPeer());
  }

  /**
   * Attempts a delivery, or waits for its turn for at most the longest back-off.
   *
   * @return empty when it was not this lane's turn; the caller looks at the expiry and asks again
   */
  Optional<Delivery> attempt(OutgoingMessage message) throws InterruptedException {
    boolean probe = false;
    lock.lockInterruptibly();
    try {
      if (failures > 0) {
        long wait = notBefore - System.nanoTime();
        if (probing || wait > 0) {
          changed.await(probing ? settings.maxBackoff().toNanos() : wait, TimeUnit.NANOSECONDS);
          return Optional.empty();
        }
        probing = true;
        probe = true;
      }
    } finally {
      lock.unlock();
    }
    return Optional.of(deliver(message, probe));
  }

  private Delivery deliver(OutgoingMessage message, boolean probe) throws InterruptedException {
    Delivery delivery = new Delivery.Unreachable("the attempt was broken off", true);
    inFlight.acquire();
    try {
      Optional<Peer> peer = directory.find(path);
      delivery =
          peer.isPresent()
              ? courier(peer.get()).deliver(message)
              : new Delivery.Unreachable(
                  "expected an active service, actual none registered", false);
    } catch (RuntimeException failed) {
      delivery = new Delivery.Unreachable("it cannot be looked up or called: " + failed, true);
    } finally {
      inFlight.release();
      note(delivery, probe);
    }
    return delivery;
  }

  private void note(Delivery delivery, boolean probe) {
    lock.lock();
    try {
      if (probe) {
        probing = false;
      }
      if (delivery instanceof Delivery.Unreachable unreachable) {
        // Attempts that were under way together count as one failure.
        if (probe || failures == 0) {
          failures++;
          failure = unreachable.reason();
          if (failures == 1) {
            failingSince = System.nanoTime();
          }
          Duration wait = backoff.after(failures);
          notBefore = System.nanoTime() + wait.toNanos();
          warn(wait, unreachable.reason());
        }
      } else if (failures > 0) {
        LOG.info("{} can be reached again after {} failures", path, failures);
        failures = 0;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The first failures and then ever fewer: an outage of hours must not fill the log. */
  private void warn(Duration wait, String reason) {
    if (Integer.bitCount(failures) == 1) {
      LOG.warn(
          "{} cannot be reached (failure {}, next attempt in {} ms): {}",
          path,
          failures,
          wait.toMillis(),
          reason);
    }
  }

  private Courier courier(Peer peer) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the outbox is closed");
      }
      if (courier == null || !courier.leadsTo(peer)) {
        if (courier != null) {
          courier.close();
        }
        courier = new Courier(vertx, tls, peer, settings);
      }
      return courier;
    } finally {
      lock.unlock();
    }
  }

  /** Since when and why nothing gets through; empty while something does. */
  Optional<Unreached> unreached() {
    lock.lock();
    try {
      return failures == 0
          ? Optional.empty()
          : Optional.of(new Unreached(Duration.ofNanos(System.nanoTime() - failingSince), failure));
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      if (courier != null) {
        courier.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
