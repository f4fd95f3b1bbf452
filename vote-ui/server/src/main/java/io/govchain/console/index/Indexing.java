package io.govchain.console.index;

import io.govchain.console.store.Changes;
import io.govchain.console.store.ConsoleStore;
import io.govchain.console.store.Meta;
import io.govchain.console.store.Position;
import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import io.govchain.governance.GovernanceChain;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One advance to the chain's head: reads ahead while it writes, then reads again what changed. */
final class Indexing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Indexing.class);
  private static final int STALE_AT_ONCE = 200;

  /** A new store that is so many blocks behind builds its indexes once it is there. */
  private static final long FAR_BEHIND = 500;

  private final ConsoleStore store;
  private final Database database;
  private final Continuity continuity;
  private final RangeReader ranges;
  private final Projection projection;
  private final Reading reading;
  private final int mostBlocks;
  private final BooleanSupplier closed;
  private final ExecutorService ahead = Executors.newVirtualThreadPerTaskExecutor();

  Indexing(ConsoleStore store, GovernanceChain chain, int mostBlocks, BooleanSupplier closed) {
    this.store = store;
    this.database = store.database();
    EvmClient client = chain.client();
    this.continuity = new Continuity(client, database);
    this.ranges = new RangeReader(client, chain, mostBlocks, ahead);
    GovernanceFunctions functions = new GovernanceFunctions();
    this.projection = new Projection(database, functions);
    this.reading = new Reading(chain, database, functions);
    this.mostBlocks = mostBlocks;
    this.closed = closed;
  }

  /** After a failure: what was remembered may not be in the store. */
  void forget() {
    projection.forget();
  }

  void advance(BlockHeader head) {
    switch (continuity.of(store.position(), head)) {
      case Continuity.GoOn goOn -> {}
      case Continuity.Wait wait -> {
        return;
      }
      case Continuity.TakeBack replaced -> takeBack(replaced.lastCommon());
    }
    follow(head.number(), found(head));
    if (!closed.getAsBoolean()) {
      refresh();
    }
    boolean there = store.position().number() >= head.number();
    if (there && !closed.getAsBoolean() && database.read(LedgerIndexes::missing)) {
      RangeReader.joined(change(LedgerIndexes::build));
    }
  }

  /**
   * What has no event must be known before the first event that names it. It is read while the
   * first blocks are; once more where the block that it was read at was replaced.
   */
  private CompletableFuture<?> found(BlockHeader head) {
    if (continuity.isFounded(store.position())) {
      return database.read(handle -> Meta.get(handle, Meta.FIRST_VALIDATORS)).isPresent()
          ? CompletableFuture.completedFuture(null)
          : CompletableFuture.supplyAsync(reading::firstValidators, ahead)
              .thenCompose(this::change);
    }
    projection.forget();
    return CompletableFuture.supplyAsync(() -> reading.founding(head, ahead), ahead)
        .thenCompose(this::change);
  }

  private void takeBack(long last) {
    LOG.warn("the chain was reorganised: blocks from {} on are void", last + 1);
    projection.forget();
    database.writeAndWait(
        handle -> {
          Rollback.to(handle, last);
          return null;
        });
    store.announce();
  }

  /**
   * Goes on to the chain's head.
   *
   * @param before what has to be written before the first block; read and decoded is meanwhile
   */
  private void follow(long head, CompletableFuture<?> before) {
    Position position = store.position();
    long next = position.number() + 1;
    String parent = position.hash();
    CompletableFuture<?> ready = before;
    if (next == 0 && head > FAR_BEHIND) {
      ready = CompletableFuture.allOf(before, change(LedgerIndexes::postpone));
    }
    ranges.forget();
    WaitingRanges waiting =
        new WaitingRanges(
            ready,
            mostBlocks,
            closed,
            (blocks, written) -> rows(blocks, written, head),
            this::change);
    CompletableFuture<List<IndexedBlock>> read = readAhead(next, head);
    try {
      while (next <= head && !closed.getAsBoolean()) {
        List<IndexedBlock> blocks = RangeReader.joined(read);
        if (blocks.isEmpty() || !connected(parent, next, blocks)) {
          break;
        }
        next = blocks.getLast().number() + 1;
        parent = blocks.getLast().header().hash();
        read = readAhead(next, head);
        waiting.add(blocks);
      }
      waiting.finish();
    } finally {
      // Nothing may be under way any more when a failure is passed on.
      waiting.settle();
      WaitingRanges.settle(read);
    }
  }

  /** With the last of them the blocks are told of, unless something has to be read before. */
  private Consumer<Handle> rows(List<IndexedBlock> blocks, Runnable written, long head) {
    Consumer<Handle> rows = projection.tell(blocks, written);
    return blocks.getLast().number() < head ? rows : rows.andThen(Indexing::tellIfNothingIsStale);
  }

  private static void tellIfNothingIsStale(Handle handle) {
    if (Stale.none(handle) && !isDue(handle)) {
      Changes.blocks(handle);
    }
  }

  private CompletableFuture<?> change(Consumer<Handle> what) {
    return database.write(
        handle -> {
          what.accept(handle);
          return null;
        });
  }

  private CompletableFuture<List<IndexedBlock>> readAhead(long from, long head) {
    return from > head
        ? CompletableFuture.completedFuture(List.of())
        : CompletableFuture.supplyAsync(() -> ranges.read(from, head), ahead);
  }

  /** Blocks of two chains are never mixed: the next advance takes back what has to be. */
  private static boolean connected(String parent, long next, List<IndexedBlock> blocks) {
    String last = parent;
    long number = next;
    for (IndexedBlock block : blocks) {
      boolean first = number == 0;
      if (block.number() != number || !first && !block.header().parentHash().equals(last)) {
        return false;
      }
      last = block.header().hash();
      number++;
    }
    return true;
  }

  private void refresh() {
    long indexed = store.position().number();
    boolean told = database.read(handle -> Meta.number(handle, Meta.TOLD).orElse(-1) == indexed);
    if (!told && database.read(Indexing::isDue)) {
      database.writeAndWait(Indexing::markDue);
    }
    while (!closed.getAsBoolean()) {
      List<Stale> stale = database.read(handle -> Stale.all(handle, STALE_AT_ONCE));
      boolean rest = stale.size() == STALE_AT_ONCE;
      if (stale.isEmpty() && told) {
        return;
      }
      var read = reading.read(stale);
      database.writeAndWait(
          handle -> {
            read.accept(handle);
            if (!rest) {
              Changes.blocks(handle);
            }
            return null;
          });
      if (!rest) {
        return;
      }
    }
  }

  private static boolean isDue(Handle handle) {
    return Sql.first(
            handle,
            "SELECT 1 FROM work_orders WHERE recheck_at <= ? LIMIT 1",
            row -> row.getInt(1),
            ConsoleStore.position(handle).time())
        .isPresent();
  }

  /** Work orders whose state changes by the passing of time. */
  private static Void markDue(Handle handle) {
    Sql.update(
        handle,
        "INSERT INTO stale (kind, id) SELECT 'work-orders', id FROM work_orders"
            + " WHERE recheck_at <= ? ON CONFLICT DO NOTHING",
        ConsoleStore.position(handle).time());
    return null;
  }

  @Override
  public void close() {
    ahead.close();
  }
}
