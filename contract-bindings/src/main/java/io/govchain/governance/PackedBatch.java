package io.govchain.governance;

import io.govchain.evm.encoding.Hex;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what {@code Transactions} recorded: the entries as {@link PackedEntries} writes them, with
 * one result byte each.
 */
final class PackedBatch {

  private static final int REJECTED = 0x80;
  private static final int WORD = 32;

  private final String institution;
  private final String account;
  private final byte[] entries;
  private final byte[] results;
  private final List<GovernanceEvent> events = new ArrayList<>();
  private int place;
  private int entry;

  private PackedBatch(String institution, String account, byte[] entries, byte[] results) {
    this.institution = institution;
    this.account = account;
    this.entries = entries;
    this.results = results;
  }

  /** The ledger's events, in the order in which the entries took effect. */
  static List<GovernanceEvent> events(
      String institution, String account, byte[] entries, byte[] results) {
    PackedBatch batch = new PackedBatch(institution, account, entries, results);
    try {
      batch.read();
    } catch (IndexOutOfBoundsException | IllegalArgumentException malformed) {
      throw new GovernanceMismatchException(
          "batch of %s: entry %d at byte %d of %d cannot be read, with %d results: %s"
              .formatted(
                  account,
                  batch.entry,
                  batch.place,
                  entries.length,
                  results.length,
                  malformed.getMessage()),
          malformed);
    }
    return List.copyOf(batch.events);
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
    String transaction = word();
    long deadline = wide(5);
    List<StepDescriptor> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      steps.add(0, StepDescriptor.unpacked(wide(4)));
    }
    int result = result();
    if ((result & REJECTED) != 0) {
      reject(transaction, Report.WHOLE_TRANSACTION, Entry.OPENED, result);
    } else {
      events.add(new GovernanceEvent.TransactionOpened(transaction, institution, deadline, steps));
    }
  }

  private void reports(int count) {
    int[] whats = new int[count];
    for (int i = 0; i < count; i++) {
      whats[i] = number(1);
    }
    for (int left = number(1); left > 0; left--) {
      String transaction = word();
      for (int what : whats) {
        report(transaction, what);
      }
    }
  }

  private void report(String transaction, int what) {
    Entry said = AbiValues.constant(Entry.class, BigInteger.valueOf(what >>> 4));
    int step = (what & 15) == PackedEntries.WHOLE ? Report.WHOLE_TRANSACTION : what & 15;
    String digest = PackedEntries.hasDigest(said) ? word() : "";
    int result = result();
    if ((result & REJECTED) != 0) {
      reject(transaction, step, said, result);
      return;
    }
    events.add(new GovernanceEvent.StepReported(transaction, institution, step, said, digest));
    TransactionRecord.Status before = status(result >>> 4);
    TransactionRecord.Status after = status(result & 15);
    if (before == TransactionRecord.Status.OPEN && after == TransactionRecord.Status.COMPENSATED) {
      // Nothing had taken effect: it was wound down in the same breath.
      change(transaction, TransactionRecord.Status.COMPENSATING);
    }
    if (before != after) {
      change(transaction, after);
    }
  }

  private void change(String transaction, TransactionRecord.Status status) {
    events.add(new GovernanceEvent.TransactionStatusChanged(transaction, status));
  }

  private void reject(String transaction, int step, Entry said, int result) {
    Rejection reason = AbiValues.constant(Rejection.class, BigInteger.valueOf(result & ~REJECTED));
    events.add(new GovernanceEvent.EntryRejected(transaction, account, step, said, reason));
  }

  private static TransactionRecord.Status status(int ordinal) {
    return AbiValues.constant(TransactionRecord.Status.class, BigInteger.valueOf(ordinal));
  }

  private int result() {
    return results[entry++] & 0xff;
  }

  private String word() {
    byte[] word = Arrays.copyOfRange(entries, place, place + WORD);
    if (place + WORD > entries.length) {
      throw new IllegalArgumentException("expected " + WORD + " more bytes");
    }
    place += WORD;
    return Hex.of(word);
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
