package io.govchain.console.store;

import io.govchain.console.store.ChainView.Bucket;
import io.govchain.console.store.ChainView.Day;
import io.govchain.console.store.ChainView.Latency;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.service.database.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Counts and latencies of transactions by time. */
final class Buckets {
  private static final int MOST = 2_000;

  private final Handle handle;
  private final long from;
  private final long to;
  private final long width;
  private final TreeMap<Long, Tally> tallies = new TreeMap<>();

  private static final class Tally {
    private long opened;
    private long settled;
    private long compensated;
    private long escalated;
    private long resolved;

    /**
     * How many took so long: as many entries as there are different durations, not transactions.
     */
    private final TreeMap<Long, Long> durations = new TreeMap<>();
  }

  Buckets(Handle handle, long from, long to, long width) {
    this.handle = handle;
    this.from = from;
    this.to = to;
    this.width = width;
  }

  /** Every bucket of the period that starts at a multiple of the width, empty ones included. */
  List<Bucket> all() {
    long first = Math.floorDiv(from, width) * width;
    if ((to - first) / width >= MOST) {
      first = Math.floorDiv(to - width * (MOST - 1), width) * width;
    }
    count(first);
    List<Bucket> buckets = new ArrayList<>();
    for (long time = first; time <= to; time += width) {
      buckets.add(bucket(time, tallies.getOrDefault(time, new Tally())));
    }
    return buckets;
  }

  /** The whole period at once; each figure is counted along an index, and nothing is sorted. */
  static Day day(Handle handle, long from, long to) {
    long[] ended =
        new Query(
                "SELECT total(status = ?), total(status = ?) FROM transactions",
                Status.SETTLED.ordinal(),
                Status.COMPENSATED.ordinal())
            .where("ended_at BETWEEN ? AND ?", from, to)
            .list(handle, row -> new long[] {row.getLong(1), row.getLong(2)})
            .getFirst();
    long escalated =
        new Query("SELECT count(*) FROM transactions")
            .where("escalated_at BETWEEN ? AND ?", from, to)
            .number(handle);
    return new Day(
        seqAfter(handle, to) - seqAfter(handle, from - 1), ended[0], ended[1], escalated);
  }

  private void count(long origin) {
    // Blocks tell how many were opened: nobody has to look at the transactions for that.
    List<long[]> blocks =
        Sql.list(
            handle,
            "SELECT time, first_seq FROM blocks WHERE time BETWEEN ? AND ? ORDER BY number",
            row -> new long[] {row.getLong(1), row.getLong(2)},
            origin,
            to);
    for (int i = 0; i < blocks.size(); i++) {
      long next = i + 1 < blocks.size() ? blocks.get(i + 1)[1] : seqAfter(handle, to);
      tally(origin, blocks.get(i)[0]).opened += next - blocks.get(i)[1];
    }
    // In the order of their index, so that nothing is sorted.
    new Query("SELECT ended_at, status, duration, count(*) FROM transactions")
        .where("ended_at BETWEEN ? AND ?", origin, to)
        .then("GROUP BY ended_at, status, duration")
        .each(
            handle,
            row -> new long[] {row.getLong(1), row.getInt(2), row.getLong(3), row.getLong(4)},
            row -> ended(tally(origin, row[0]), Status.values()[(int) row[1]], row[2], row[3]));
    new Query("SELECT escalated_at FROM transactions")
        .where("escalated_at BETWEEN ? AND ?", origin, to)
        .each(handle, row -> row.getLong(1), time -> tally(origin, time).escalated++);
  }

  /** The first number that is given to a transaction after this time. */
  private static long seqAfter(Handle handle, long time) {
    return Sql.first(
            handle,
            "SELECT first_seq FROM blocks WHERE time > ? ORDER BY time, number LIMIT 1",
            row -> row.getLong(1),
            time)
        .orElseGet(
            () -> new Query("SELECT ifnull(max(seq), 0) + 1 FROM transactions").number(handle));
  }

  private Tally tally(long origin, long time) {
    return tallies.computeIfAbsent(
        origin + Math.floorDiv(time - origin, width) * width, start -> new Tally());
  }

  private static void ended(Tally tally, Status status, long duration, long count) {
    tally.durations.merge(duration, count, Long::sum);
    switch (status) {
      case SETTLED -> tally.settled += count;
      case COMPENSATED -> tally.compensated += count;
      case RESOLVED -> tally.resolved += count;
      case NONE, OPEN, COMPENSATING, ESCALATED -> {
        // Not ended.
      }
    }
  }

  private static Bucket bucket(long time, Tally tally) {
    long ended = tally.settled + tally.compensated + tally.resolved;
    return new Bucket(
        time,
        tally.opened,
        tally.settled,
        tally.compensated,
        tally.escalated,
        tally.resolved,
        ended == 0
            ? Optional.empty()
            : Optional.of(
                new Latency(
                    percentile(tally.durations, ended, 50),
                    percentile(tally.durations, ended, 95))),
        successRate(tally));
  }

  /**
   * Settled of all whose fate was decided. What failed and waits for people counts when it was
   * handed to them, and not again when they have resolved it: the rate would rise with each that
   * waits.
   */
  private static OptionalDouble successRate(Tally tally) {
    long decided = tally.settled + tally.compensated + tally.escalated;
    return decided == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(tally.settled / (double) decided);
  }

  /** Nearest rank. */
  private static double percentile(TreeMap<Long, Long> counts, long ended, int percent) {
    long rank = (ended * percent + 99) / 100;
    long passed = 0;
    for (Map.Entry<Long, Long> count : counts.entrySet()) {
      passed += count.getValue();
      if (passed >= rank) {
        return count.getKey();
      }
    }
    return counts.lastKey();
  }
}
