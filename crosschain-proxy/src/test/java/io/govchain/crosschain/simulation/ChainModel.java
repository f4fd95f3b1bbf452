package io.govchain.crosschain.simulation;

import io.govchain.crosschain.engine.ChainStatus;
import io.govchain.crosschain.engine.Effect;
import io.govchain.crosschain.engine.Entry;
import io.govchain.crosschain.engine.Rejection;
import io.govchain.crosschain.engine.StepResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The governance chain: batches go in, blocks with events come out. Block time is all its time. */
final class ChainModel {

  /** A batch of one party. The same reference is the same chain transaction: counts once. */
  record Batch(String reference, String by, List<Submission> entries) {}

  /** One entry of a batch. */
  record Submission(String transaction, Effect.LedgerEffect entry) {}

  record Block(int number, long time, List<ChainEvent> events, Set<String> batches) {}

  final Map<String, RecordModel> records = new LinkedHashMap<>();
  final List<Block> blocks = new ArrayList<>();
  private final List<Batch> waiting = new ArrayList<>();
  private final Set<String> known = new HashSet<>();

  void submit(Batch batch) {
    if (known.add(batch.reference())) {
      waiting.add(batch);
    }
  }

  Block mine(long time) {
    List<ChainEvent> events = new ArrayList<>();
    Set<String> batches = new HashSet<>();
    for (Batch batch : waiting) {
      batches.add(batch.reference());
      for (Submission submission : batch.entries()) {
        take(batch.by(), submission, time, events);
      }
    }
    waiting.clear();
    Block block = new Block(blocks.size(), time, List.copyOf(events), batches);
    blocks.add(block);
    return block;
  }

  long time() {
    return blocks.isEmpty() ? 0 : blocks.getLast().time();
  }

  ChainStatus statusOf(String transaction) {
    return Optional.ofNullable(records.get(transaction))
        .map(model -> model.status)
        .orElse(ChainStatus.None);
  }

  private void take(String by, Submission submission, long time, List<ChainEvent> events) {
    String transaction = submission.transaction();
    int step = submission.entry().step();
    Entry entry = submission.entry().entry();
    Rejection rejection =
        submission.entry() instanceof Effect.RecordOpening opening
            ? open(by, opening, time)
            : report(by, submission, time);
    if (rejection != Rejection.None) {
      events.add(new ChainEvent.Rejected(transaction, by, step, entry, rejection));
      return;
    }
    String digest = submission.entry().digest();
    events.add(
        entry == Entry.Opened
            ? new ChainEvent.Opened(transaction)
            : new ChainEvent.Reported(transaction, by, step, entry, digest));
    for (ChainStatus entered : records.get(transaction).passed()) {
      events.add(new ChainEvent.StatusChanged(transaction, entered));
    }
  }

  private Rejection open(String by, Effect.RecordOpening opening, long time) {
    String transaction = opening.plan().transaction();
    if (records.containsKey(transaction)) {
      return Rejection.AlreadyOpen;
    }
    if (!by.equals(opening.plan().initiator())) {
      return Rejection.NotTheInitiator;
    }
    if (opening.plan().deadline() <= time) {
      return Rejection.DeadlineOutOfRange;
    }
    records.put(transaction, new RecordModel(opening.plan()));
    return Rejection.None;
  }

  private Rejection report(String by, Submission submission, long time) {
    RecordModel model = records.get(submission.transaction());
    if (model == null) {
      return Rejection.UnknownTransaction;
    }
    String digest =
        submission.entry().digest().isEmpty() ? StepResult.NO_DIGEST : submission.entry().digest();
    return model.report(by, submission.entry().step(), submission.entry().entry(), digest, time);
  }
}
