package io.govchain.service.messaging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The waiting messages in memory, without their bodies: a lane per destination and transaction. A
 * lane exists exactly while it has messages.
 */
final class Lanes {
  /** What identifies a lane. */
  record Key(String destination, String transaction) {}

  /**
   * A waiting message; its body stays on disk until it is sent.
   *
   * @param mayBeTaken whether an attempt of a former life of this process may have got through
   */
  record Entry(long sequence, long enqueuedAt, boolean mayBeTaken) {}

  private final Map<Key, Deque<Entry>> waiting = new HashMap<>();

  /** Returns whether the lane is new, so that somebody has to serve it. */
  synchronized boolean add(Key lane, Entry entry) {
    Deque<Entry> entries = waiting.get(lane);
    boolean fresh = entries == null;
    if (fresh) {
      entries = new ArrayDeque<>();
      waiting.put(lane, entries);
    }
    entries.add(entry);
    return fresh;
  }

  synchronized Entry first(Key lane) {
    return waiting.get(lane).getFirst();
  }

  /** Removes the lane's first message; empty when the lane ended with it. */
  synchronized Optional<Entry> next(Key lane) {
    Deque<Entry> entries = waiting.get(lane);
    entries.removeFirst();
    if (entries.isEmpty()) {
      waiting.remove(lane);
    }
    return Optional.ofNullable(entries.peekFirst());
  }

  /** Unix milliseconds at which the oldest message that waits for a destination came. */
  synchronized Optional<Long> oldestTo(String destination) {
    return waiting.entrySet().stream()
        .filter(lane -> lane.getKey().destination().equals(destination))
        .map(lane -> lane.getValue().getFirst().enqueuedAt())
        .min(Long::compare);
  }

  synchronized int size() {
    return waiting.values().stream().mapToInt(Deque::size).sum();
  }

  /** Unix milliseconds at which the oldest waiting message came. */
  synchronized Optional<Long> oldest() {
    return waiting.values().stream()
        .map(entries -> entries.getFirst().enqueuedAt())
        .min(Long::compare);
  }
}
