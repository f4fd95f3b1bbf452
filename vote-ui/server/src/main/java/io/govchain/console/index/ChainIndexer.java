package io.govchain.console.index;

import io.govchain.console.store.ConsoleStore;
import io.govchain.console.store.Meta;
import io.govchain.console.store.Position;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmException;
import io.govchain.governance.GovernanceChain;
import io.govchain.service.loop.Memory;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the governance chain into the store on a thread of its own, for as long as it is open.
 * Rows and position are written together, so that it goes on after any kind of end; blocks that the
 * chain replaced are taken back.
 */
public final class ChainIndexer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChainIndexer.class);
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final ConsoleStore store;
  private final GovernanceChain chain;
  private final IndexSettings settings;
  private final Indexing indexing;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;

  private volatile boolean closed;
  private volatile BlockHeader head;
  private volatile Instant headSince = Instant.now();
  private volatile Instant lastContact;
  private volatile String problem;

  private ChainIndexer(ConsoleStore store, GovernanceChain chain, IndexSettings settings) {
    this.store = store;
    this.chain = chain;
    this.settings = settings;
    this.indexing = new Indexing(store, chain, settings.mostBlocks(), () -> closed);
    this.thread = Thread.ofVirtual().name("console-index").unstarted(this::run);
  }

  /** Starts to follow after what the store holds. */
  public static ChainIndexer start(
      ConsoleStore store, GovernanceChain chain, IndexSettings settings) {
    ChainIndexer indexer = new ChainIndexer(store, chain, settings);
    indexer.thread.start();
    return indexer;
  }

  /** Where it stands now. */
  public IndexStatus status() {
    Optional<BlockHeader> newest = Optional.ofNullable(head);
    return new IndexStatus(
        store.position(),
        number(newest.map(BlockHeader::number)),
        number(newest.map(BlockHeader::timestamp)),
        newest.map(BlockHeader::hash),
        headSince,
        Optional.ofNullable(lastContact),
        Optional.ofNullable(problem));
  }

  /** Whether the store holds the newest block that the node told of, and all that it touched. */
  public boolean caughtUp() {
    BlockHeader newest = head;
    return newest != null
        && store
            .database()
            .read(
                handle ->
                    ConsoleStore.position(handle).hash().equals(newest.hash())
                        && Meta.number(handle, Meta.TOLD).orElse(-1) == newest.number()
                        && Stale.none(handle)
                        && !LedgerIndexes.missing(handle));
  }

  private static OptionalLong number(Optional<Long> value) {
    return value.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  private void run() {
    int failures = 0;
    while (!closed) {
      try {
        advance();
        failures = 0;
        problem = null;
      } catch (Throwable failed) {
        // An Error, too: an index that has ended would look like one that is up to date.
        Memory.note(failed);
        failures++;
        indexing.forget();
        note(failed, failures);
      }
      pause(failures);
    }
  }

  private void advance() {
    BlockHeader newest = chain.client().latestHeader();
    lastContact = Instant.now();
    if (head == null || !head.hash().equals(newest.hash())) {
      headSince = lastContact;
    }
    head = newest;
    Position before = store.position();
    indexing.advance(newest);
    if (!store.position().equals(before)) {
      store.announce();
    }
  }

  /** Once per standstill; an unreachable chain needs no stack trace. */
  private void note(Throwable failed, int failures) {
    problem = failed instanceof EvmException ? failed.getMessage() : failed.toString();
    if (failures > 1 || closed) {
      return;
    }
    if (failed instanceof EvmException) {
      LOG.warn("indexing is held up: {}", failed.getMessage());
    } else {
      LOG.error("indexing is held up", failed);
    }
  }

  private void pause(int failures) {
    long millis = settings.poll().toMillis();
    if (failures > 0) {
      millis = Math.min(millis << Math.min(failures, 8), LONGEST_PAUSE_MILLIS);
    }
    try {
      if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException interrupted) {
      closed = true;
    }
  }

  /** Ends after the write under way; the store stays open. */
  @Override
  public void close() {
    closed = true;
    wake.release();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    indexing.close();
  }
}
