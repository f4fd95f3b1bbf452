package io.govchain.service.messaging;

import io.govchain.service.database.Database;
import io.govchain.service.loop.Loop;
import io.govchain.service.loop.Loops;
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
  private final Loop loop;

  /**
   * Forgets nothing before {@link #start}.
   *
   * @param now unix seconds of the governance chain's latest block; 0 while that is not known
   * @param loops what it sweeps in
   */
  public Retention(Database database, LongSupplier now, Loops loops) {
    this.database = database;
    this.now = now;
    this.loop = loops.add("message-retention", BETWEEN_SWEEPS, this::sweep);
  }

  /** Begins to sweep from time to time. */
  public void start() {
    loop.start();
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
    loop.close();
  }
}
