package io.govchain.console.index;

import io.govchain.console.index.IndexedBlock.Carrier;
import io.govchain.console.index.IndexedBlock.Happening;
import io.govchain.console.index.IndexedBlock.Lines;
import io.govchain.console.index.IndexedBlock.Told;
import io.govchain.console.store.ConsoleStore;
import io.govchain.console.store.Meta;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.GovernanceEvent;
import io.govchain.service.database.Database;
import io.govchain.service.database.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Makes rows of blocks with everything that they tell: rows and position are for one write. They
 * are made while those of the blocks before are still being written, so that the writer only
 * writes. What it remembers must be forgotten when a write was undone, or never came.
 */
final class Projection {
  private final Database database;
  private final LedgerWriter ledger;
  private final LedgerTelling telling;
  private final EventWriter events;
  private final Rows blocks =
      new Rows(
          "blocks",
          "number",
          "hash",
          "time",
          "transactions",
          "gas_used",
          "proposer",
          "signers",
          "first_event",
          "first_carrier",
          "first_seq");
  private final Rows carriers = new Rows("carriers", "id", "block", "hash", "sender");

  /** Those that are no lines of the ledger. */
  private final List<Other> others = new ArrayList<>();

  private long nextEvent = -1;
  private long nextCarrier = -1;

  private record Other(long number, long carrier, long block, Happening happening) {}

  Projection(Database database, GovernanceFunctions functions) {
    this.database = database;
    this.ledger = new LedgerWriter(database);
    this.telling = new LedgerTelling(ledger);
    this.events = new EventWriter(new OrderWriter(functions));
  }

  void forget() {
    ledger.forget();
    blocks.forget();
    carriers.forget();
    others.clear();
    nextEvent = -1;
    nextCarrier = -1;
  }

  /**
   * What writes these blocks, to be written in the order in which it was made. It refuses to where
   * they do not continue what is written: their predecessors failed.
   *
   * @param written returns once all that was made before is on the disk
   */
  Consumer<Handle> tell(List<IndexedBlock> range, Runnable written) {
    if (nextEvent < 0) {
      nextEvent = database.read(handle -> Meta.number(handle, Meta.NEXT_EVENT)).orElse(1);
      nextCarrier = database.read(Projection::carrierAfterLast);
    }
    ledger.begin(written);
    range.forEach(this::tell);
    long first = range.getFirst().number();
    long next = nextEvent;
    List<Other> happened = List.copyOf(others);
    others.clear();
    Consumer<Handle> write = handle -> requireNext(handle, first);
    return write
        .andThen(handle -> write(handle, happened))
        .andThen(blocks.take())
        .andThen(carriers.take())
        .andThen(ledger.take())
        .andThen(handle -> Meta.put(handle, Meta.NEXT_EVENT, next));
  }

  private static long carrierAfterLast(Handle handle) {
    return Sql.first(handle, "SELECT ifnull(max(id), 0) + 1 FROM carriers", row -> row.getLong(1))
        .orElseThrow();
  }

  private static void requireNext(Handle handle, long first) {
    long last = ConsoleStore.position(handle).number();
    if (first != last + 1) {
      throw new IllegalStateException(
          "expected block " + (last + 1) + " to be written, actual " + first);
    }
  }

  private void tell(IndexedBlock block) {
    blocks.add(
        block.number(),
        block.header().hash(),
        block.header().timestamp(),
        block.transactions(),
        block.header().gasUsed(),
        block.proposer().orElse(null),
        String.join(" ", block.signers()),
        nextEvent,
        nextCarrier,
        ledger.nextSeq());
    for (Carrier carrier : block.carriers()) {
      carriers.add(
          nextCarrier, block.number(), Hex.bytes(carrier.hash()), Hex.bytes(carrier.sender()));
      for (Told told : carrier.told()) {
        switch (told) {
          case Lines lines -> nextEvent = telling.batch(place(block), nextEvent, lines.batch());
          case Happening happening -> tell(block, happening);
        }
      }
      nextCarrier++;
    }
    ledger.endBlock();
  }

  private void tell(IndexedBlock block, Happening happening) {
    if (happening.event() instanceof GovernanceEvent.OfLedger line) {
      telling.event(place(block), nextEvent, line, happening.institution());
    } else {
      others.add(new Other(nextEvent, nextCarrier, block.number(), happening));
    }
    nextEvent++;
  }

  private LedgerWriter.Place place(IndexedBlock block) {
    return new LedgerWriter.Place(nextCarrier, block.header().timestamp());
  }

  private void write(Handle handle, List<Other> happened) {
    if (happened.isEmpty()) {
      return;
    }
    long founded = Meta.number(handle, Meta.FOUNDED).orElse(-1);
    for (Other other : happened) {
      boolean known = other.block() <= founded;
      events.write(handle, other.number(), other.carrier(), known, other.happening());
    }
  }
}
