package io.govchain.benchmarks;

import io.govchain.evm.EvmClient;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * When a chain's blocks were there, as whoever looks every few milliseconds sees it: blocks
 * themselves tell whole seconds only.
 */
final class BlockMoments implements AutoCloseable {
  private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(5);

  private final EvmClient client;
  private final NavigableSet<Long> moments = new ConcurrentSkipListSet<>();
  private final Thread thread;
  private volatile boolean closed;

  BlockMoments(EvmClient client) {
    this.client = client;
    this.thread = Thread.ofVirtual().name("block-moments").unstarted(this::look);
  }

  /** Looks at the chain from now on. */
  static BlockMoments of(EvmClient client) {
    BlockMoments moments = new BlockMoments(client);
    moments.thread.start();
    return moments;
  }

  /** A block was there at this moment. */
  void add(long nanos) {
    moments.add(nanos);
  }

  private void look() {
    long last = client.latestHeader().number();
    while (!closed) {
      long newest = client.latestHeader().number();
      if (newest > last) {
        add(System.nanoTime());
        last = newest;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
  }

  /** The first block after this moment of {@link System#nanoTime}; empty if none was seen. */
  OptionalLong after(long nanos) {
    Long next = moments.higher(nanos);
    return next == null ? OptionalLong.empty() : OptionalLong.of(next);
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
