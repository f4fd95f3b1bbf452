package io.govchain.benchmarks;

import io.govchain.console.index.ChainIndexer;
import io.govchain.console.index.IndexSettings;
import io.govchain.console.store.ConsoleStore;
import io.govchain.console.store.Meta;
import io.govchain.evm.BlockHeader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Indexes a chain from its first block into a new store. */
final class IndexedLedger {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(30);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** Each look takes a little of what is measured: only near the end it is taken more often. */
  private static final long LAST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final double NEAR = 0.9;

  private IndexedLedger() {}

  /**
   * How long it took.
   *
   * @param time until the chain's newest block was in the store, and what events touched was read:
   *     from then on everything is answered
   * @param indexes seconds from then on until the indexes that make pages quick were built, too
   */
  record Times(PassTime time, double indexes) {}

  static Times measure(LedgerChain chain, Path file) {
    return index(chain, file, PassTime::begin);
  }

  /** As for a measurement, begun by this once the store is open. */
  static Times index(LedgerChain chain, Path file, Supplier<PassTime.Begun> begin) {
    try (ConsoleStore store = open(chain, file)) {
      BlockHeader head = chain.client().latestHeader();
      PassTime.Begun begun = begin.get();
      try (ChainIndexer indexer =
          ChainIndexer.start(store, chain.chain(), IndexSettings.standard())) {
        await(indexer, LOOK_NANOS, () -> store.position().number() >= NEAR * head.number());
        await(
            indexer,
            LAST_LOOK_NANOS,
            () -> store.position().hash().equals(head.hash()) && told(store));
        PassTime followed = begun.end();
        long there = System.nanoTime();
        await(indexer, LOOK_NANOS, () -> !postponed(store));
        return new Times(followed, (System.nanoTime() - there) / 1e9);
      }
    }
  }

  private static void await(ChainIndexer indexer, long lookNanos, BooleanSupplier done) {
    long started = System.nanoTime();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - started > PATIENCE_NANOS) {
        throw new IllegalStateException("the index is not done: " + indexer.status());
      }
      LockSupport.parkNanos(lookNanos);
    }
  }

  private static boolean postponed(ConsoleStore store) {
    return store.database().read(handle -> Meta.get(handle, Meta.POSTPONED)).isPresent();
  }

  static ConsoleStore open(LedgerChain chain, Path file) {
    return ConsoleStore.open(
        file,
        chain.client().chainId(),
        chain.client().header(0).orElseThrow().hash(),
        ConsoleStore.OtherChain.REFUSE,
        new SimpleMeterRegistry());
  }

  private static boolean told(ConsoleStore store) {
    return store
        .database()
        .read(
            handle ->
                Meta.number(handle, Meta.TOLD).orElse(-1)
                    == ConsoleStore.position(handle).number());
  }
}
