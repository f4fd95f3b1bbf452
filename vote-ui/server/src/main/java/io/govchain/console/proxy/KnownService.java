package io.govchain.console.proxy;

import io.govchain.evm.EvmException;
import io.govchain.governance.Service;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the chain said last of the own proxy. It is asked in the background, every few seconds at
 * most: whoever wants to know how the chain is must not wait for a chain that does not answer.
 */
public final class KnownService {
  private static final Logger LOG = LoggerFactory.getLogger(KnownService.class);
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long FIRST_MILLIS = 500;

  private final Supplier<Optional<Service>> chain;
  private final LongSupplier nanoTime;
  private final AtomicLong due;
  private final CountDownLatch first = new CountDownLatch(1);
  private volatile Answer answer = new Answer(Optional.empty(), Optional.empty());

  /**
   * The newest answer.
   *
   * @param service as it was told last
   * @param problem why it could not be told anew
   */
  public record Answer(Optional<Service> service, Optional<String> problem) {}

  /** Nothing is asked before somebody wants to know. */
  public KnownService(Supplier<Optional<Service>> chain, LongSupplier nanoTime) {
    this.chain = chain;
    this.nanoTime = nanoTime;
    this.due = new AtomicLong(nanoTime.getAsLong());
  }

  /** Waits, for a moment, for the very first answer alone. */
  public Answer answer() {
    long now = nanoTime.getAsLong();
    long when = due.get();
    if (now - when >= 0 && due.compareAndSet(when, Long.MAX_VALUE / 2 + now)) {
      Thread.ofVirtual().name("own-service").start(this::ask);
    }
    try {
      first.await(FIRST_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return answer;
  }

  private void ask() {
    try {
      answer = new Answer(chain.get(), Optional.empty());
    } catch (EvmException silent) {
      answer = new Answer(answer.service(), Optional.of(silent.getMessage()));
    } catch (RuntimeException defect) {
      LOG.error("the own proxy's registration cannot be read", defect);
      answer = new Answer(answer.service(), Optional.of("internal error: " + defect));
    } finally {
      due.set(nanoTime.getAsLong() + KEPT_NANOS);
      first.countDown();
    }
  }
}
