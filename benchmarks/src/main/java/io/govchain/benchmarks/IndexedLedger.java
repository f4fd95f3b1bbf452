package io.govchain.benchmarks;

import io.govchain.console.index.ChainIndexer;
import io.govchain.console.index.IndexSettings;
import io.govchain.console.store.ConsoleStore;
import io.govchain.console.store.Meta;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Indexes a chain from its first block into a new store. */
final class IndexedLedger {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(30);

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
    try (ConsoleStore store = open(chain, file)) {
      String head = chain.client().latestHeader().hash();
      PassTime.Begun begun = PassTime.begin();
      try (ChainIndexer indexer =
          ChainIndexer.start(store, chain.chain(), IndexSettings.standard())) {
        await(indexer, () -> store.position().hash().equals(head) && told(store));
        PassTime followed = begun.end();
        long there = System.nanoTime();
        await(indexer, () -> !postponed(store));
        return new Times(followed, (System.nanoTime() - there) / 1e9);
      }
    }
  }

  private static void await(ChainIndexer indexer, BooleanSupplier done) {
    long started = System.nanoTime();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - started > PATIENCE_NANOS) {
        throw new IllegalStateException("the index is not done: " + indexer.status());
      }
      LockSupport.parkNanos(5_000_000);
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
