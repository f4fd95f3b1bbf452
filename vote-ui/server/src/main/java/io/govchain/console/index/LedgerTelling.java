package io.govchain.console.index;

import io.govchain.console.index.LedgerWriter.Named;
import io.govchain.console.index.LedgerWriter.Place;
import io.govchain.console.store.PackedSteps;
import io.govchain.evm.encoding.Hex;
import io.govchain.governance.Entry;
import io.govchain.governance.GovernanceEvent;
import io.govchain.governance.LedgerBatch;
import io.govchain.governance.Rejection;
import io.govchain.governance.TransactionRecord;
import java.util.Optional;

/** Tells the writer of the ledger what a batch, or an event that came alone, holds. */
final class LedgerTelling {
  private static final byte[] NOTHING = new byte[0];

  private final LedgerWriter writer;

  LedgerTelling(LedgerWriter writer) {
    this.writer = writer;
  }

  /**
   * Tells the lines of a batch; no event is made of them.
   *
   * @param number of the first
   * @return the number that follows the last
   */
  long batch(Place place, long number, LedgerBatch batch) {
    Lines lines = new Lines(place, number, batch);
    batch.tell(lines);
    return lines.number;
  }

  private final class Lines implements LedgerBatch.Lines {
    private final Place place;
    private final byte[] bytes;
    private final long institution;
    private long number;
    private int lastAt = -1;
    private Named last;

    private Lines(Place place, long number, LedgerBatch batch) {
      this.place = place;
      this.number = number;
      this.bytes = batch.bytes();
      this.institution = writer.word(batch.institution());
    }

    @Override
    public void opened(int transaction, long deadline, int[] steps) {
      TransactionId id = TransactionId.at(bytes, transaction);
      writer.open(place, number++, id, institution, deadline, PackedSteps.pack(steps));
    }

    @Override
    public void reported(int transaction, int step, Entry entry, int digest) {
      writer.report(place, number++, named(transaction), institution, step, entry, bytes, digest);
    }

    @Override
    public void changed(int transaction, TransactionRecord.Status status) {
      writer.change(place, number++, named(transaction), status);
    }

    @Override
    public void rejected(int transaction, int step, Entry entry, Rejection reason) {
      writer.reject(place, number++, named(transaction), institution, step, entry, reason);
    }

    /** Several lines that follow one another name the same. */
    private Named named(int at) {
      if (at != lastAt) {
        last = writer.find(TransactionId.at(bytes, at));
        lastAt = at;
      }
      return last;
    }
  }

  /**
   * Tells a line that came alone.
   *
   * @param institution whose batch it was in
   */
  void event(
      Place place, long number, GovernanceEvent.OfLedger line, Optional<String> institution) {
    TransactionId id = TransactionId.of(line.transaction());
    switch (line) {
      case GovernanceEvent.TransactionOpened opened ->
          writer.open(
              place,
              number,
              id,
              writer.word(opened.initiator()),
              opened.deadline(),
              PackedSteps.pack(opened.steps()));
      case GovernanceEvent.StepReported reported -> {
        boolean without = reported.digest().isEmpty();
        writer.report(
            place,
            number,
            writer.find(id),
            writer.word(reported.institution()),
            reported.step(),
            reported.entry(),
            without ? NOTHING : Hex.bytes(reported.digest()),
            without ? -1 : 0);
      }
      case GovernanceEvent.TransactionStatusChanged change ->
          writer.change(place, number, writer.find(id), change.status());
      case GovernanceEvent.EntryRejected rejected ->
          writer.reject(
              place,
              number,
              writer.find(id),
              institution.map(whose -> writer.word(whose)).orElse(null),
              rejected.step(),
              rejected.entry(),
              rejected.reason());
      case GovernanceEvent.TransactionResolved resolved ->
          writer.resolve(place, number, writer.find(id), resolved.note());
    }
  }
}
