package io.govchain.console.index;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Ranges that were read and are not on the disk yet: those that wait for what has to be written
 * before them, and those that wait for the disk, and then go there together. Used by one thread.
 */
final class WaitingRanges {
  /** What may wait, in events of about a hundred bytes; whoever reads more waits instead. */
  private static final int MOST = 100_000;

  /** A block without events still has its header. */
  private static final int HEADER = 20;

  private final CompletableFuture<?> before;
  private final Function<List<IndexedBlock>, CompletableFuture<?>> write;
  private final Queue<List<IndexedBlock>> held = new ArrayDeque<>();
  private final Queue<Writing> writing = new ArrayDeque<>();
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
    held.add(range);
    waiting += weight(range);
    if (before.isDone() || waiting > MOST) {
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
    while (!held.isEmpty()) {
      List<IndexedBlock> range = held.remove();
      writing.add(new Writing(write.apply(range), weight(range)));
    }
  }

  private void await() {
    Writing oldest = writing.remove();
    waiting -= oldest.weight();
    RangeReader.joined(oldest.written());
  }

  private static int weight(List<IndexedBlock> range) {
    return range.stream().mapToInt(block -> HEADER + block.events()).sum();
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
