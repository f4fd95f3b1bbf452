package io.govchain.simulation;

import io.govchain.crosschain.engine.Entry;
import io.govchain.simulation.chain.Batch;
import io.govchain.simulation.chain.Submission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Entries that wait for the record, by the rules of the journal's queue and of the recorder: an
 * entry is queued once at a time, with the digest that was named last; one batch is under way; what
 * is queued meanwhile goes into the next; a batch that failed as a whole goes again in halves.
 */
final class RecordQueue {
  private static final int MAX_BATCH = 100;

  private record Key(String transaction, int step, Entry entry) {}

  private final Map<Key, Submission> waiting = new LinkedHashMap<>();
  private final Map<Key, Submission> closed = new LinkedHashMap<>();
  private Optional<Batch> underWay = Optional.empty();
  private int limit = MAX_BATCH;

  /** Becomes what the other is. */
  void takeOver(RecordQueue other) {
    waiting.putAll(other.waiting);
    closed.putAll(other.closed);
    underWay = other.underWay;
    limit = other.limit;
  }

  void add(Submission entry) {
    Key key = new Key(entry.transaction(), entry.step(), entry.entry());
    if (!closed.containsKey(key)) {
      waiting.put(key, entry);
    }
  }

  /** The transaction has ended: what is not under way yet would only be rejected. */
  void dropWaiting(String transaction) {
    waiting.keySet().removeIf(key -> key.transaction().equals(transaction));
  }

  /**
   * The batch that is to be brought to the chain; closes one if none is under way.
   *
   * @param reference gives one that was not used before
   */
  Optional<Batch> batch(Supplier<String> reference, String by) {
    if (underWay.isEmpty() && !waiting.isEmpty()) {
      List<Key> first = waiting.keySet().stream().limit(limit).toList();
      first.forEach(key -> closed.put(key, waiting.remove(key)));
      underWay = Optional.of(new Batch(reference.get(), by, new ArrayList<>(closed.values())));
    }
    return underWay;
  }

  Optional<Batch> underWay() {
    return underWay;
  }

  /** Every entry was taken or rejected, each by an event. */
  void finish() {
    closed.clear();
    underWay = Optional.empty();
    limit = MAX_BATCH;
  }

  /** Nothing took effect; an entry that was alone goes behind all others. */
  void reopen() {
    limit = Math.max(1, closed.size() / 2);
    Map<Key, Submission> all = new LinkedHashMap<>();
    if (closed.size() > 1) {
      all.putAll(closed);
      all.putAll(waiting);
    } else {
      all.putAll(waiting);
      all.putAll(closed);
    }
    waiting.clear();
    waiting.putAll(all);
    closed.clear();
    underWay = Optional.empty();
  }

  boolean isEmpty() {
    return waiting.isEmpty() && underWay.isEmpty();
  }
}
