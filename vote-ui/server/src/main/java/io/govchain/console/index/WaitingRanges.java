package io.govchain.console.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Ranges that were read and are not on the disk yet. Several are written together while there are
 * more to come: each write ends with waiting for the disk. Used by one thread at a time.
 */
final class WaitingRanges {
  /** What is written together, in events of about a hundred bytes. */
  private static final int TOGETHER = 20_000;

  /** What may wait; whoever reads more waits instead. */
  private static final int MOST = 80_000;

  /** A block without events still has its header. */
  private static final int HEADER = 20;

  private final CompletableFuture<?> before;
  private final Function<List<IndexedBlock>, CompletableFuture<?>> write;
  private final Queue<Writing> writing = new ArrayDeque<>();
  private List<IndexedBlock> held = new ArrayList<>();
  private int heldWeight;
  private int waiting;

  private record Writing(CompletableFuture<?> written, int weight) {}

  /**
   * For one advance.
   *
   * @param before nothing is written before this is done
   */
  WaitingRanges(
      CompletableFuture<?> before, Function<List<IndexedBlock>, CompletableFuture<?>> write) {
    this.before = before;
    this.write = write;
  }

  /** To be written after those that were added before; returns once there is room for more. */
  void add(List<IndexedBlock> range) {
    int weight = range.stream().mapToInt(block -> HEADER + block.events()).sum();
    held.addAll(range);
    heldWeight += weight;
    waiting += weight;
    if (heldWeight >= TOGETHER && before.isDone() || heldWeight > MOST) {
      write();
    }
    while (!writing.isEmpty() && (waiting > MOST || writing.peek().written().isDone())) {
      await();
    }
  }

  /** Returns once all are on the disk. */
  void finish() {
    write();
    while (!writing.isEmpty()) {
      await();
    }
  }

  private void write() {
    RangeReader.joined(before);
    if (!held.isEmpty()) {
      writing.add(new Writing(write.apply(held), heldWeight));
      held = new ArrayList<>();
      heldWeight = 0;
    }
  }

  private void await() {
    Writing oldest = writing.remove();
    waiting -= oldest.weight();
    RangeReader.joined(oldest.written());
  }

  /** Waits, whatever becomes of it, until nothing is under way. */
  void settle() {
    settle(before);
    writing.forEach(each -> settle(each.written()));
  }

  static void settle(CompletableFuture<?> underWay) {
    underWay.handle((result, failure) -> null).join();
  }
}
