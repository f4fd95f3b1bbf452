package io.govchain.console.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Ranges that were read and are not on the disk yet. Several are written together while there are
 * more to come: each write ends with waiting for the disk. What is to be written is made of them
 * here, beside the writer, also while nothing may be written yet. Used by one thread at a time.
 */
final class WaitingRanges {
  /** What is written together, in events of about a hundred bytes. */
  private static final int TOGETHER = 20_000;

  /**
   * What may wait; whoever reads more waits instead. As much as is read while all registers are: a
   * reader that waits for them has its processor idle.
   */
  private static final int MOST = 200_000;

  /** Writes that may wait for the disk at once; while one does, the next is gathered. */
  private static final int WRITES_AT_ONCE = 4;

  /** A block without events still has its header. */
  private static final int HEADER = 20;

  private final CompletableFuture<?> before;
  private final int mostBlocks;
  private final BooleanSupplier closed;
  private final BiFunction<List<IndexedBlock>, Runnable, Consumer<Handle>> tell;
  private final Function<Consumer<Handle>, CompletableFuture<?>> write;
  private final Queue<Held> held = new ArrayDeque<>();
  private final Queue<Told> told = new ArrayDeque<>();
  private final Queue<Writing> writing = new ArrayDeque<>();
  private int heldBlocks;
  private int heldWeight;
  private int waiting;

  private record Held(List<IndexedBlock> blocks, int weight) {}

  private record Told(Consumer<Handle> rows, int weight) {}

  private record Writing(CompletableFuture<?> written, int weight) {}

  /**
   * For one advance.
   *
   * @param before nothing is written before this is done
   * @param mostBlocks that are written together, as long as no single range has more
   * @param closed nothing more is written from then on
   * @param tell makes of blocks what writes them; it is given what waits until all that was made
   *     before is on the disk
   */
  WaitingRanges(
      CompletableFuture<?> before,
      int mostBlocks,
      BooleanSupplier closed,
      BiFunction<List<IndexedBlock>, Runnable, Consumer<Handle>> tell,
      Function<Consumer<Handle>, CompletableFuture<?>> write) {
    this.before = before;
    this.mostBlocks = mostBlocks;
    this.closed = closed;
    this.tell = tell;
    this.write = write;
  }

  /** To be written after those that were added before; returns once there is room for more. */
  void add(List<IndexedBlock> range) {
    int weight = range.stream().mapToInt(block -> HEADER + block.events()).sum();
    held.add(new Held(range, weight));
    heldBlocks += range.size();
    heldWeight += weight;
    waiting += weight;
    if (heldWeight >= TOGETHER || heldBlocks >= mostBlocks) {
      tell();
    }
    if (before.isDone() || waiting > MOST) {
      write();
    }
    while (!writing.isEmpty() && (waiting > MOST || writing.peek().written().isDone())) {
      await();
    }
  }

  /** Returns once all are on the disk. */
  void finish() {
    tell();
    written();
  }

  private void tell() {
    while (!held.isEmpty() && !closed.getAsBoolean()) {
      Held together = together();
      told.add(new Told(tell.apply(together.blocks(), this::written), together.weight()));
      if (before.isDone()) {
        write();
      }
    }
  }

  private void written() {
    write();
    while (!writing.isEmpty()) {
      await();
    }
  }

  private void write() {
    RangeReader.joined(before);
    while (!told.isEmpty() && !closed.getAsBoolean()) {
      if (writing.size() == WRITES_AT_ONCE) {
        await();
      } else {
        Told next = told.remove();
        writing.add(new Writing(write.apply(next.rows()), next.weight()));
      }
    }
  }

  private Held together() {
    Held first = held.remove();
    List<IndexedBlock> blocks = new ArrayList<>(first.blocks());
    int weight = first.weight();
    while (weight < TOGETHER
        && !held.isEmpty()
        && blocks.size() + held.peek().blocks().size() <= mostBlocks) {
      Held next = held.remove();
      blocks.addAll(next.blocks());
      weight += next.weight();
    }
    heldBlocks -= blocks.size();
    heldWeight -= weight;
    return new Held(blocks, weight);
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
