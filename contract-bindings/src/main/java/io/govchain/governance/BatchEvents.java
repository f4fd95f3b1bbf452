package io.govchain.governance;

import io.govchain.evm.encoding.Hex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes events of a batch's lines. */
final class BatchEvents implements LedgerBatch.Lines {
  private static final int WORD = 32;

  private final LedgerBatch batch;
  private final List<GovernanceEvent> events = new ArrayList<>();
  private int lastPlace = -1;
  private String lastWord = "";

  private BatchEvents(LedgerBatch batch) {
    this.batch = batch;
  }

  static List<GovernanceEvent> of(LedgerBatch batch) {
    BatchEvents made = new BatchEvents(batch);
    batch.tell(made);
    return List.copyOf(made.events);
  }

  @Override
  public void opened(int transaction, long deadline, int[] steps) {
    List<StepDescriptor> descriptors = new ArrayList<>(steps.length);
    for (int step : steps) {
      descriptors.add(StepDescriptor.unpacked(Integer.toUnsignedLong(step)));
    }
    events.add(
        new GovernanceEvent.TransactionOpened(
            id(transaction), batch.institution(), deadline, descriptors));
  }

  @Override
  public void reported(int transaction, int step, Entry entry, int digest) {
    events.add(
        new GovernanceEvent.StepReported(
            id(transaction), batch.institution(), step, entry, digest < 0 ? "" : word(digest)));
  }

  @Override
  public void changed(int transaction, TransactionRecord.Status status) {
    events.add(new GovernanceEvent.TransactionStatusChanged(id(transaction), status));
  }

  @Override
  public void rejected(int transaction, int step, Entry entry, Rejection reason) {
    events.add(
        new GovernanceEvent.EntryRejected(id(transaction), batch.account(), step, entry, reason));
  }

  /** Several lines that follow one another name the same. */
  private String id(int place) {
    if (place != lastPlace) {
      lastPlace = place;
      lastWord = word(place);
    }
    return lastWord;
  }

  private String word(int place) {
    return Hex.of(Arrays.copyOfRange(batch.bytes(), place, place + WORD));
  }
}
