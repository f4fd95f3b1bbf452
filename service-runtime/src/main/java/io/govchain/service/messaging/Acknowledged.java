package io.govchain.service.messaging;

import io.govchain.service.database.Database;
import io.govchain.service.loop.Backoff;
import io.govchain.service.loop.Memory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that their receivers have on disk, and that are still on the outbox: they are taken off
 * it together, a moment later. A write for each was a quarter of all that a journal writes.
 *
 * <p>Nobody waits for it: the lane goes on at once. A crash before the removal has them sent once
 * more after the restart, each lane in its order, as after any acknowledgement that was lost; the
 * receiver acknowledges a repetition without applying it.
 */
final class Acknowledged {
  private static final Logger LOG = LoggerFactory.getLogger(Acknowledged.class);
  private static final Duration GATHERED_FOR = Duration.ofMillis(200);

  /** Bounds for how long one write holds up all others. */
  private static final int AT_ONCE = 500;

  private final Database database;
  private final Executor threads;
  private final Backoff backoff;
  private final CountDownLatch closing;

  /** By their places on the outbox. Each stays here until it is off the disk. */
  private final Queue<Long> gathered = new ArrayDeque<>();

  private boolean removing;

  Acknowledged(Database database, Executor threads, Backoff backoff, CountDownLatch closing) {
    this.database = database;
    this.threads = threads;
    this.backoff = backoff;
    this.closing = closing;
  }

  /** The receiver has the message at this place: it is off the outbox soon. */
  void add(long sequence) {
    if (isFirst(sequence)) {
      try {
        threads.execute(this::remove);
      } catch (RejectedExecutionException outboxCloses) {
        LOG.debug("closing; {} is taken off the outbox with the last ones", sequence);
      }
    }
  }

  /**
   * Spares the next start what it would send again; to be called when nothing is added any more.
   */
  void removeLast() {
    try {
      for (List<Long> some = some(); !some.isEmpty(); some = some()) {
        removeTogether(some);
      }
    } catch (RuntimeException unusable) {
      LOG.warn("acknowledged messages will be sent again: {}", unusable.getMessage());
    }
  }

  private void remove() {
    try {
      List<Long> some;
      do {
        pause(GATHERED_FOR.toMillis());
        untilRemoved(some());
        some = someOrEnd();
      } while (!some.isEmpty());
    } catch (InterruptedException outboxCloses) {
      Thread.currentThread().interrupt();
    }
  }

  /** A full disk loses none: they are tried again, and no lane waits for them. */
  private void untilRemoved(List<Long> some) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        removeTogether(some);
        return;
      } catch (RuntimeException | Error failed) {
        Memory.note(failed);
        LOG.error("{} acknowledged messages stay on the outbox", some.size(), failed);
        pause(backoff.after(failures).toMillis());
      }
    }
  }

  private void removeTogether(List<Long> some) {
    database.writeAndWait(
        handle -> {
          some.forEach(sequence -> OutboxTable.delete(handle, sequence));
          return some.size();
        });
    forget(some.size());
  }

  private synchronized boolean isFirst(long sequence) {
    gathered.add(sequence);
    boolean first = !removing;
    removing = true;
    return first;
  }

  private synchronized List<Long> some() {
    return gathered.stream().limit(AT_ONCE).toList();
  }

  private synchronized List<Long> someOrEnd() {
    removing = !gathered.isEmpty();
    return some();
  }

  private synchronized void forget(int count) {
    for (int i = 0; i < count; i++) {
      gathered.remove();
    }
  }

  private void pause(long millis) throws InterruptedException {
    if (closing.await(millis, TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("the outbox is closing");
    }
  }
}
