package io.govchain.testnet.checker;

import io.govchain.testnet.checker.Change.Entry;
import io.govchain.testnet.checker.Change.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an event {@code Recorded}, whose format {@code ITransactions.record} defines: runs of
 * entries of one shape, and a byte of result for each entry.
 */
final class RecordedEntries {
  private static final int REJECTED = 0x80;
  private static final int HASH = 32;

  private final byte[] entries;
  private final byte[] results;
  private final long block;
  private final long time;
  private final List<Change> changes = new ArrayList<>();
  private int at;
  private int next;

  private RecordedEntries(byte[] entries, byte[] results, long block, long time) {
    this.entries = entries;
    this.results = results;
    this.block = block;
    this.time = time;
  }

  /** The entries that were taken, in their order. */
  static List<Change> read(byte[] entries, byte[] results, long block, long time) {
    RecordedEntries reader = new RecordedEntries(entries, results, block, time);
    while (reader.at < entries.length) {
      int shape = reader.one();
      if (shape >= REJECTED) {
        reader.openings(shape - REJECTED);
      } else {
        reader.reports(shape);
      }
    }
    if (reader.next != results.length) {
      throw new IllegalStateException(
          "expected a result for each of %d entries, actual %d"
              .formatted(reader.next, results.length));
    }
    return List.copyOf(reader.changes);
  }

  private void openings(int steps) {
    int count = one();
    for (int i = 0; i < count; i++) {
      String transaction = hash();
      at += 5 + 4 * steps;
      result(transaction, Entry.OPENED, 15);
    }
  }

  private void reports(int reports) {
    int[] kinds = new int[reports];
    for (int i = 0; i < reports; i++) {
      kinds[i] = one();
    }
    int count = one();
    for (int i = 0; i < count; i++) {
      String transaction = hash();
      for (int kind : kinds) {
        Entry entry = Entry.values()[kind >> 4];
        if (entry != Entry.ACCEPTED) {
          at += HASH;
        }
        result(transaction, entry, kind & 0xf);
      }
    }
  }

  private void result(String transaction, Entry entry, int step) {
    int result = results[next++] & 0xff;
    if (result < REJECTED) {
      changes.add(
          new Change(
              transaction,
              entry,
              step,
              Status.values()[result >> 4],
              Status.values()[result & 0xf],
              block,
              time));
    }
  }

  private int one() {
    return entries[at++] & 0xff;
  }

  private String hash() {
    at += HASH;
    return Words.hex(entries, at - HASH, at);
  }
}
