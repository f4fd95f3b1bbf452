package io.govchain.service.messaging;

import java.util.ArrayDeque;
import java.util.Deque;

/** The waiting messages of one transaction to one destination, in order. */
final class Lane {
  /** What identifies a lane. */
  record Key(String destination, String transaction) {}

  /** A waiting message without its body, which stays on disk until it is sent. */
  record Entry(long sequence, long enqueuedAt) {}

  private final Key key;
  private final Deque<Entry> waiting = new ArrayDeque<>();

  Lane(Key key) {
    this.key = key;
  }

  Key key() {
    return key;
  }

  Deque<Entry> waiting() {
    return waiting;
  }
}
