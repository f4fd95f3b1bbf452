package io.govchain.console.index;

import io.govchain.console.index.IndexedBlock.Carrier;
import io.govchain.console.index.IndexedBlock.Happening;
import io.govchain.console.index.IndexedBlock.Lines;
import io.govchain.console.index.IndexedBlock.Told;
import io.govchain.console.store.ConsoleStore;
import io.govchain.console.store.Meta;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.GovernanceEvent;
import io.govchain.service.database.Sql;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Writes blocks with everything that they tell: rows and position in one write. What it remembers
 * between writes must be forgotten when one of them was undone.
 */
final class Projection {
  private final LedgerWriter ledger = new LedgerWriter();
  private final LedgerTelling telling = new LedgerTelling(ledger);
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
  private long nextEvent = -1;
  private long nextCarrier = -1;
  private long founded = -1;

  Projection(GovernanceFunctions functions) {
    this.events = new EventWriter(new OrderWriter(functions));
  }

  void forget() {
    ledger.forget();
    blocks.forget();
    carriers.forget();
    nextEvent = -1;
    nextCarrier = -1;
  }

  /** The blocks continue what was written before; refuses others, whose predecessors failed. */
  void write(Handle handle, List<IndexedBlock> range) {
    long last = ConsoleStore.position(handle).number();
    if (range.getFirst().number() != last + 1) {
      throw new IllegalStateException(
          "expected block " + (last + 1) + " to be written, actual " + range.getFirst().number());
    }
    if (nextEvent < 0) {
      nextEvent = Meta.number(handle, Meta.NEXT_EVENT).orElse(1);
      nextCarrier =
          Sql.first(handle, "SELECT ifnull(max(id), 0) + 1 FROM carriers", row -> row.getLong(1))
              .orElseThrow();
      founded = Meta.number(handle, Meta.FOUNDED).orElse(-1);
    }
    for (IndexedBlock block : range) {
      write(handle, block);
    }
    blocks.write(handle);
    carriers.write(handle);
    ledger.flush(handle);
    Meta.put(handle, Meta.NEXT_EVENT, nextEvent);
  }

  private void write(Handle handle, IndexedBlock block) {
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
        ledger.nextSeq(handle));
    for (Carrier carrier : block.carriers()) {
      carriers.add(
          nextCarrier, block.number(), Hex.bytes(carrier.hash()), Hex.bytes(carrier.sender()));
      for (Told told : carrier.told()) {
        switch (told) {
          case Lines lines ->
              nextEvent = telling.batch(place(handle, block), nextEvent, lines.batch());
          case Happening happening -> write(handle, block, happening);
        }
      }
      nextCarrier++;
    }
    ledger.endBlock();
  }

  private void write(Handle handle, IndexedBlock block, Happening happening) {
    if (happening.event() instanceof GovernanceEvent.OfLedger line) {
      telling.event(place(handle, block), nextEvent, line, happening.institution());
    } else {
      events.write(handle, nextEvent, nextCarrier, block.number() <= founded, happening);
    }
    nextEvent++;
  }

  private LedgerWriter.Place place(Handle handle, IndexedBlock block) {
    return new LedgerWriter.Place(handle, nextCarrier, block.header().timestamp());
  }
}
