package io.govchain.simulation;

import io.govchain.crosschain.engine.Entry;
import io.govchain.simulation.chain.Batch;
import io.govchain.simulation.chain.Submission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Entries that wait for the record, by the rules of the journal's queue and of the recorder: an
 * entry waits once at a time, with the digest that was named last; what goes next is told by {@link
 * RecordTurns}; what is queued while few are under way follows at once, but overtakes nothing about
 * the same step; a batch that failed as a whole goes again in halves.
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

  /**
   * @param asked whether the party initiated the transaction or was asked about it
   */
  record Turn(boolean asked, String initiator) {}

  private final Map<Key, Submission> waiting = new LinkedHashMap<>();
  private final Map<String, Turn> turns = new HashMap<>();
  private final Set<Key> refusedAlone = new HashSet<>();
  private final RecordTurns next = new RecordTurns();
  private final List<Batch> underWay = new ArrayList<>();
  private int limit = MAX_BATCH;
  private boolean refused;

  /** Becomes what the other is. */
  void takeOver(RecordQueue other) {
    waiting.putAll(other.waiting);
    turns.putAll(other.turns);
    refusedAlone.addAll(other.refusedAlone);
    underWay.addAll(other.underWay);
    limit = other.limit;
    refused = other.refused;
  }

  /** All entries of a transaction have the turn of the newest. */
  void add(Submission entry, Turn turn) {
    Key key = Key.of(entry);
    turns.put(entry.transaction(), turn);
    refusedAlone.removeIf(refused -> refused.transaction().equals(entry.transaction()));
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
    Set<Key> first = new HashSet<>(next.next(lanes(), limit));
    List<Key> inOrder = waiting.keySet().stream().filter(first::contains).toList();
    if (!inOrder.isEmpty()) {
      underWay.add(new Batch(reference.get(), by, inOrder.stream().map(waiting::remove).toList()));
    }
  }

  private List<NavigableMap<String, Queue<Key>>> lanes() {
    List<NavigableMap<String, Queue<Key>>> lanes =
        List.of(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    for (Key key : waiting.keySet()) {
      if (mayGo(key)) {
        Turn turn = turns.get(key.transaction());
        lanes
            .get(kind(key, turn))
            .computeIfAbsent(turn.initiator(), none -> new ArrayDeque<>())
            .add(key);
      }
    }
    return lanes;
  }

  private int kind(Key key, Turn turn) {
    if (refusedAlone.contains(key)) {
      return RecordTurns.REFUSED;
    }
    return turn.asked() ? RecordTurns.ASKED : RecordTurns.UNASKED;
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
      refusedAlone.addAll(again.keySet());
      waiting.putAll(again);
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty() && underWay.isEmpty();
  }
}
