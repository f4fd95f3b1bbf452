package io.govchain.crosschain.journal;

import java.util.List;

/**
 * Entries that go to the record in one chain transaction.
 *
 * @param reference stays with exactly these entries for ever, so that sending it again is harmless
 */
public record RecordBatch(String reference, List<QueuedEntry> entries) {
  public RecordBatch {
    entries = List.copyOf(entries);
  }
}
