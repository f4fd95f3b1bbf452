package io.govchain.console.index;

import io.govchain.console.store.PackedNumbers;
import io.govchain.governance.TransactionRecord.Status;
import java.util.Arrays;

/** A transaction as it is while its lines are taken in. */
final class TransactionRow {
  private static final long[] NONE = {};
  private static final int USUAL_RUNS = 4;

  final long seq;
  final long openedAt;
  Status stored;
  Status status;
  Long endedAt;
  Long escalatedAt;

  /** Those that are not stored yet. */
  int retries;

  int rejections;

  private long[] runs = NONE;
  private int runCount;
  private long lastRun;

  /** Until the row is stored. */
  Opening opening;

  boolean changed;

  /**
   * What never changes.
   *
   * @param initiator its short number
   * @param steps as {@code PackedSteps} has them
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Opening(TransactionId id, long initiator, long deadline, byte[] steps) {}

  TransactionRow(long seq, long openedAt, Status status) {
    this.seq = seq;
    this.openedAt = openedAt;
    this.stored = status;
    this.status = status;
  }

  Long duration() {
    return endedAt == null ? null : Long.valueOf(endedAt - openedAt);
  }

  void reached(Status next, long time) {
    status = next;
    endedAt = next.ended() ? Long.valueOf(time) : null;
    if (next == Status.ESCALATED) {
      escalatedAt = time;
    }
  }

  /** A line of it is in this run; whether that was not known yet. */
  boolean toldIn(long run) {
    if (run == lastRun) {
      return false;
    }
    lastRun = run;
    if (runCount == runs.length) {
      runs = Arrays.copyOf(runs, runCount == 0 ? USUAL_RUNS : 2 * runCount);
    }
    runs[runCount++] = run;
    return true;
  }

  /** Numbers of runs that are not stored yet, to be put behind those that are. */
  byte[] runs() {
    return PackedNumbers.pack(runs, runCount);
  }

  /** Whether more changed than that there are more lines. */
  boolean differs() {
    return stored != status || retries > 0 || rejections > 0;
  }

  /** Whether it never was anything but on its way to its end. */
  boolean plain() {
    return escalatedAt == null && retries == 0 && rejections == 0;
  }

  /** What it is by now is going to be written. */
  void isTold() {
    stored = status;
    opening = null;
    changed = false;
    retries = 0;
    rejections = 0;
    runs = NONE;
    runCount = 0;
  }
}
