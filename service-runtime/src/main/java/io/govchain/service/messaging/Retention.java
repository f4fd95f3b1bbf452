package io.govchain.service.messaging;

import io.govchain.service.database.Database;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the message tables from growing for ever: forgets received messages that have expired, and
 * messages that were set aside and that nobody looked at for a month. Little by little, so that no
 * other write waits for it.
 */
public final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** The sender's view of the chain may be behind this one's by no more than this. */
  private static final Duration AFTER_EXPIRY = Duration.ofDays(1);

  private static final Duration SET_ASIDE = Duration.ofDays(30);
  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);
  private static final int AT_ONCE = 500;

  private final Database database;
  private final LongSupplier now;
  private final Thread thread = Thread.ofVirtual().name("message-retention").unstarted(this::run);

  /**
   * Forgets nothing before {@link #start}.
   *
   * @param now unix seconds of the governance chain's latest block; 0 while that is not known
   */
  public Retention(Database database, LongSupplier now) {
    this.database = database;
    this.now = now;
  }

  /** Begins to sweep from time to time. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(BETWEEN_SWEEPS);
        try {
          sweep();
        } catch (RuntimeException failed) {
          LOG.warn("messages are kept for longer: {}", failed.toString());
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Forgets what is due now. */
  void sweep() {
    long time = now.getAsLong();
    int received = all(handle -> Inbox.forget(handle, time - AFTER_EXPIRY.toSeconds(), AT_ONCE));
    int setAside =
        all(handle -> OutboxTable.forgetSetAside(handle, time - SET_ASIDE.toSeconds(), AT_ONCE));
    if (received + setAside > 0) {
      LOG.info("forgot {} received messages and {} that were set aside", received, setAside);
    }
  }

  private int all(ToIntFunction<Handle> some) {
    int total = 0;
    int last;
    do {
      last = database.writeAndWait(some::applyAsInt);
      total += last;
    } while (last == AT_ONCE);
    return total;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
