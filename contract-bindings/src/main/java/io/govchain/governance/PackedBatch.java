package io.govchain.governance;

/**
 * Reads what {@code Transactions} recorded: the entries as {@link PackedEntries} writes them, with
 * one result byte each.
 */
final class PackedBatch {

  private static final int REJECTED = 0x80;
  private static final int WORD = 32;
  private static final Entry[] ENTRIES = Entry.values();
  private static final Rejection[] REJECTIONS = Rejection.values();
  private static final TransactionRecord.Status[] STATUSES = TransactionRecord.Status.values();

  private final byte[] entries;
  private final byte[] results;
  private final LedgerBatch.Lines lines;
  private int place;
  private int entry;

  private PackedBatch(byte[] entries, byte[] results, LedgerBatch.Lines lines) {
    this.entries = entries;
    this.results = results;
    this.lines = lines;
  }

  /** Tells the ledger's lines, in the order in which the entries took effect. */
  static void read(LedgerBatch told, byte[] results, LedgerBatch.Lines lines) {
    PackedBatch batch = new PackedBatch(told.bytes(), results, lines);
    try {
      batch.read();
    } catch (IndexOutOfBoundsException | IllegalArgumentException malformed) {
      throw new GovernanceMismatchException(
          "batch of %s: entry %d at byte %d of %d cannot be read, with %d results: %s"
              .formatted(
                  told.account(),
                  batch.entry,
                  batch.place,
                  batch.entries.length,
                  results.length,
                  malformed.getMessage()),
          malformed);
    }
  }

  private void read() {
    while (place < entries.length) {
      int head = number(1);
      if (head > PackedEntries.OPENING) {
        int steps = head - PackedEntries.OPENING;
        for (int left = number(1); left > 0; left--) {
          opening(steps);
        }
      } else {
        reports(head);
      }
    }
    if (entry != results.length) {
      throw new IllegalArgumentException("expected " + entry + " results");
    }
  }

  private void opening(int count) {
    int transaction = word();
    long deadline = wide(5);
    int[] steps = new int[count];
    for (int i = count - 1; i >= 0; i--) {
      steps[i] = number(4);
    }
    int result = result();
    if ((result & REJECTED) != 0) {
      // Whoever sends chooses the bytes: of what was refused nothing needs to make sense.
      reject(transaction, Report.WHOLE_TRANSACTION, Entry.OPENED, result);
      return;
    }
    for (int i = 0; i < count; i++) {
      if (steps[i] >>> 2 == 0) {
        throw new IllegalArgumentException("step " + i + " names no pipeline");
      }
    }
    lines.opened(transaction, deadline, steps);
  }

  private void reports(int count) {
    int[] whats = new int[count];
    for (int i = 0; i < count; i++) {
      whats[i] = number(1);
    }
    for (int left = number(1); left > 0; left--) {
      int transaction = word();
      for (int what : whats) {
        report(transaction, what);
      }
    }
  }

  private void report(int transaction, int what) {
    Entry said = AbiValues.constant(ENTRIES, what >>> 4);
    int step = (what & 15) == PackedEntries.WHOLE ? Report.WHOLE_TRANSACTION : what & 15;
    int digest = PackedEntries.hasDigest(said) ? word() : -1;
    int result = result();
    if ((result & REJECTED) != 0) {
      reject(transaction, step, said, result);
      return;
    }
    lines.reported(transaction, step, said, digest);
    TransactionRecord.Status before = status(result >>> 4);
    TransactionRecord.Status after = status(result & 15);
    if (before == TransactionRecord.Status.OPEN && after == TransactionRecord.Status.COMPENSATED) {
      // Nothing had taken effect: it was wound down in the same breath.
      lines.changed(transaction, TransactionRecord.Status.COMPENSATING);
    }
    if (before != after) {
      lines.changed(transaction, after);
    }
  }

  private void reject(int transaction, int step, Entry said, int result) {
    lines.rejected(transaction, step, said, AbiValues.constant(REJECTIONS, result & ~REJECTED));
  }

  private static TransactionRecord.Status status(int ordinal) {
    return AbiValues.constant(STATUSES, ordinal);
  }

  private int result() {
    return results[entry++] & 0xff;
  }

  /** The place of the next 32 bytes. */
  private int word() {
    if (place + WORD > entries.length) {
      throw new IllegalArgumentException("expected " + WORD + " more bytes");
    }
    int word = place;
    place += WORD;
    return word;
  }

  private int number(int bytes) {
    return (int) wide(bytes);
  }

  private long wide(int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | (entries[place++] & 0xff);
    }
    return value;
  }
}
