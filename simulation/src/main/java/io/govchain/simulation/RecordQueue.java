package io.govchain.simulation;

import io.govchain.crosschain.engine.Entry;
import io.govchain.simulation.chain.Batch;
import io.govchain.simulation.chain.Submission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Entries that wait for the record, by the rules of the journal's queue and of the recorder: an
 * entry waits once at a time, with the digest that was named last; what is queued while few are
 * under way follows at once, but overtakes nothing about the same step; a batch that failed as a
 * whole goes again in halves.
 */
final class RecordQueue {
  private static final int MAX_BATCH = 100;
  private static final int MOST_UNDER_WAY = 4;
  private static final int MANY_ENTRIES = 8;

  private record Key(String transaction, int step, Entry entry) {
    static Key of(Submission entry) {
      return new Key(entry.transaction(), entry.step(), entry.entry());
    }

    boolean concerns(Submission other) {
      boolean whole = step == Entry.WHOLE || other.step() == Entry.WHOLE;
      return transaction.equals(other.transaction()) && (whole || step == other.step());
    }
  }

  private final Map<Key, Submission> waiting = new LinkedHashMap<>();
  private final List<Batch> underWay = new ArrayList<>();
  private int limit = MAX_BATCH;
  private boolean refused;

  /** Becomes what the other is. */
  void takeOver(RecordQueue other) {
    waiting.putAll(other.waiting);
    underWay.addAll(other.underWay);
    limit = other.limit;
    refused = other.refused;
  }

  void add(Submission entry) {
    Key key = Key.of(entry);
    if (underWay.stream().anyMatch(batch -> batch.entries().contains(entry))) {
      waiting.remove(key);
    } else {
      waiting.put(key, entry);
    }
  }

  /** The transaction has ended: what is not under way yet would only be rejected. */
  void dropWaiting(String transaction) {
    waiting.keySet().removeIf(key -> key.transaction().equals(transaction));
  }

  /**
   * Closes a batch of what may go now, if anything may.
   *
   * @param reference gives one that was not used before
   */
  void close(Supplier<String> reference, String by) {
    int entries = underWay.stream().mapToInt(batch -> batch.entries().size()).sum();
    boolean joins = !refused && underWay.size() < MOST_UNDER_WAY && entries < MANY_ENTRIES;
    if (!underWay.isEmpty() && !joins) {
      return;
    }
    List<Key> first = waiting.keySet().stream().filter(this::mayGo).limit(limit).toList();
    if (!first.isEmpty()) {
      underWay.add(new Batch(reference.get(), by, first.stream().map(waiting::remove).toList()));
    }
  }

  private boolean mayGo(Key key) {
    return underWay.stream().flatMap(batch -> batch.entries().stream()).noneMatch(key::concerns);
  }

  /** Oldest first. */
  List<Batch> underWay() {
    return List.copyOf(underWay);
  }

  /** Every entry was taken or rejected, each by an event. */
  void finish(Batch batch) {
    underWay.remove(batch);
    limit = MAX_BATCH;
    refused = false;
  }

  /**
   * Nothing took effect; an entry that was alone goes behind all others, and one that was decided
   * otherwise meanwhile no more.
   */
  void reopen(Batch batch) {
    underWay.remove(batch);
    limit = Math.max(1, batch.entries().size() / 2);
    refused = true;
    Map<Key, Submission> again = new LinkedHashMap<>();
    batch.entries().forEach(entry -> again.put(Key.of(entry), entry));
    again.keySet().removeAll(waiting.keySet());
    Map<Key, Submission> newer = new LinkedHashMap<>(waiting);
    if (batch.entries().size() > 1) {
      waiting.clear();
      waiting.putAll(again);
      waiting.putAll(newer);
    } else {
      waiting.putAll(again);
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty() && underWay.isEmpty();
  }
}
