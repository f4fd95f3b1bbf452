package io.govchain.console.index;

import io.govchain.console.store.LedgerType;
import io.govchain.console.store.PackedLines;
import io.govchain.governance.Entry;
import io.govchain.governance.Rejection;
import io.govchain.governance.TransactionRecord;
import io.govchain.service.database.Database;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Gathers rows of the ledger's lines, and tells transactions what they say. Openings, reports and
 * changes of status are packed; what is looked for on its own has rows.
 */
final class LedgerWriter {
  private static final int DIGEST_BYTES = 32;

  private final TransactionRows transactions;
  private final Words words;
  private final Rows lines =
      new Rows(
          "ledger_events",
          "number",
          "carrier",
          "seq",
          "type",
          "step",
          "code",
          "reason",
          "institution",
          "word",
          "note");
  private final Rows runs = new Rows("ledger_runs", "first", "carrier", "lines");
  private final PackedLines run = new PackedLines();
  private long runFirst;
  private long runCarrier;

  LedgerWriter(Database database) {
    this.transactions = new TransactionRows(database);
    this.words = new Words(database);
  }

  /**
   * To be called before anything is told.
   *
   * @param written returns once all that was told before is on the disk
   */
  void begin(Runnable written) {
    transactions.begin(written);
  }

  /** The number that the next transaction gets. */
  long nextSeq() {
    return transactions.nextSeq();
  }

  /** Forgets everything: what it remembered may have been undone. */
  void forget() {
    transactions.forget();
    words.forget();
    lines.forget();
    runs.forget();
    run.take();
  }

  /** No further line of this block follows. */
  void endBlock() {
    transactions.endBlock();
  }

  /** What writes all that was told; to be called at the end of what is written together. */
  Consumer<Handle> take() {
    endRun();
    return words.take().andThen(transactions.take()).andThen(runs.take()).andThen(lines.take());
  }

  /** Where lines stand, and when that was. */
  record Place(long carrier, long time) {}

  /** A transaction that a line names; no row where it was never opened. */
  record Named(TransactionId id, TransactionRow row) {

    Long seq() {
      return row == null ? null : Long.valueOf(row.seq);
    }

    /** The id of one that has no row. */
    byte[] unknown() {
      return row == null ? id.bytes() : null;
    }
  }

  /** The short number of an institution's id. */
  long word(String institution) {
    return words.number(institution);
  }

  Named find(TransactionId id) {
    return new Named(id, transactions.find(id));
  }

  void open(
      Place place, long number, TransactionId id, long initiator, long deadline, byte[] steps) {
    TransactionRow row =
        transactions.open(new TransactionRow.Opening(id, initiator, deadline, steps), place.time());
    begin(place, number);
    run.add(row.seq, LedgerType.OPENED, 0, 0, Math.toIntExact(initiator));
    packed(row);
  }

  void report(
      Place place,
      long number,
      Named named,
      long institution,
      int step,
      Entry entry,
      byte[] bytes,
      int digest) {
    TransactionRow row = named.row();
    if (row == null || entry == Entry.DISPUTED) {
      // A digest stands where the id of an unknown transaction would.
      byte[] word = digest < 0 ? null : Arrays.copyOfRange(bytes, digest, digest + DIGEST_BYTES);
      add(
          place,
          number,
          named.seq(),
          LedgerType.REPORTED,
          step,
          entry.ordinal(),
          null,
          institution,
          word,
          null);
    } else {
      begin(place, number);
      int whose = Math.toIntExact(institution);
      if (digest < 0) {
        run.add(row.seq, LedgerType.REPORTED, step, entry.ordinal(), whose);
      } else {
        run.add(
            row.seq,
            LedgerType.REPORTED,
            step,
            entry.ordinal(),
            whose,
            bytes,
            digest,
            DIGEST_BYTES);
      }
      packed(row);
    }
    if (row != null && entry == Entry.COMPENSATION_FAILED) {
      row.retries++;
      transactions.touch(row);
    }
  }

  void change(Place place, long number, Named named, TransactionRecord.Status status) {
    TransactionRow row = named.row();
    if (row == null) {
      add(
          place,
          number,
          null,
          LedgerType.STATUS,
          null,
          status.ordinal(),
          null,
          null,
          named.unknown(),
          null);
      return;
    }
    begin(place, number);
    run.add(row.seq, LedgerType.STATUS, 0, status.ordinal(), 0);
    packed(row);
    row.reached(status, place.time());
    transactions.touch(row);
  }

  void reject(
      Place place,
      long number,
      Named named,
      Long institution,
      int step,
      Entry entry,
      Rejection reason) {
    add(
        place,
        number,
        named.seq(),
        LedgerType.REJECTED,
        step,
        entry.ordinal(),
        reason.ordinal(),
        institution,
        named.unknown(),
        null);
    if (named.row() != null) {
      named.row().rejections++;
      transactions.touch(named.row());
    }
  }

  void resolve(Place place, long number, Named named, String note) {
    add(
        place,
        number,
        named.seq(),
        LedgerType.RESOLVED,
        null,
        null,
        null,
        null,
        named.unknown(),
        note);
  }

  /** The next line is packed: with those before it, if it follows them. */
  private void begin(Place place, long number) {
    boolean follows = place.carrier() == runCarrier && number == runFirst + run.count();
    if (run.count() == 0 || !follows) {
      endRun();
      runFirst = number;
      runCarrier = place.carrier();
    }
  }

  private void packed(TransactionRow row) {
    if (row.toldIn(runFirst)) {
      transactions.touch(row);
    }
  }

  private void endRun() {
    if (run.count() > 0) {
      runs.add(runFirst, runCarrier, run.take());
    }
  }

  private void add(
      Place place,
      long number,
      Long seq,
      int type,
      Integer step,
      Integer code,
      Integer reason,
      Long institution,
      byte[] word,
      String note) {
    lines.add(number, place.carrier(), seq, type, step, code, reason, institution, word, note);
  }
}
