package io.govchain.governance;

/**
 * A later ledger entry of a transaction.
 *
 * @param step the step's index, or {@link #WHOLE_TRANSACTION}
 * @param digest digest of the evidence or reason, 32 bytes; an acceptance is recorded without,
 *     because it accepts what was reported
 */
public record Report(String transaction, int step, Entry entry, String digest) {

  /** The step index of entries about the whole transaction. */
  public static final int WHOLE_TRANSACTION = 255;

  /** Refuses a step that does not fit the entry. */
  public Report {
    if (entry == Entry.OPENED) {
      throw new IllegalArgumentException("a transaction is opened by an Opening, not by a report");
    }
    boolean whole = step == WHOLE_TRANSACTION;
    if (whole != entry.concernsWholeTransaction() || (!whole && (step < 0 || step >= Steps.MAX))) {
      throw new IllegalArgumentException(
          "step of a "
              + entry.word()
              + " report: expected "
              + (entry.concernsWholeTransaction() ? "255" : "0.." + (Steps.MAX - 1))
              + ", was "
              + step
              + " (transaction "
              + transaction
              + ")");
    }
  }

  /** An entry about the whole transaction. */
  public static Report whole(String transaction, Entry entry, String digest) {
    return new Report(transaction, WHOLE_TRANSACTION, entry, digest);
  }
}
