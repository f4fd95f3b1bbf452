package io.govchain.console.store;

import io.govchain.console.store.ChainView.Bucket;
import io.govchain.console.store.ChainView.Latency;
import io.govchain.governance.TransactionRecord.Status;
import io.govchain.service.database.Sql;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    private final List<Long> durations = new ArrayList<>();
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

  /** The whole period as one bucket. */
  List<Bucket> totals() {
    count(from);
    Tally sum = new Tally();
    for (Tally tally : tallies.values()) {
      sum.opened += tally.opened;
      sum.settled += tally.settled;
      sum.compensated += tally.compensated;
      sum.escalated += tally.escalated;
      sum.resolved += tally.resolved;
      sum.durations.addAll(tally.durations);
    }
    return List.of(bucket(from, sum));
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
      long next = i + 1 < blocks.size() ? blocks.get(i + 1)[1] : seqAfter();
      tally(origin, blocks.get(i)[0]).opened += next - blocks.get(i)[1];
    }
    new Query("SELECT ended_at, status, duration FROM transactions")
        .where("ended_at BETWEEN ? AND ?", origin, to)
        .each(
            handle,
            row -> new long[] {row.getLong(1), row.getInt(2), row.getLong(3)},
            row -> ended(tally(origin, row[0]), Status.values()[(int) row[1]], row[2]));
    new Query("SELECT escalated_at FROM transactions")
        .where("escalated_at BETWEEN ? AND ?", origin, to)
        .each(handle, row -> row.getLong(1), time -> tally(origin, time).escalated++);
  }

  private long seqAfter() {
    return Sql.first(
            handle,
            "SELECT first_seq FROM blocks WHERE time > ? ORDER BY time, number LIMIT 1",
            row -> row.getLong(1),
            to)
        .orElseGet(
            () -> new Query("SELECT ifnull(max(seq), 0) + 1 FROM transactions").number(handle));
  }

  private Tally tally(long origin, long time) {
    return tallies.computeIfAbsent(
        origin + Math.floorDiv(time - origin, width) * width, start -> new Tally());
  }

  private static void ended(Tally tally, Status status, long duration) {
    tally.durations.add(duration);
    switch (status) {
      case SETTLED -> tally.settled++;
      case COMPENSATED -> tally.compensated++;
      case RESOLVED -> tally.resolved++;
      case NONE, OPEN, COMPENSATING, ESCALATED -> {
        // Not ended.
      }
    }
  }

  private static Bucket bucket(long time, Tally tally) {
    long ended = tally.settled + tally.compensated + tally.resolved;
    Collections.sort(tally.durations);
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
                new Latency(percentile(tally.durations, 50), percentile(tally.durations, 95))),
        ended == 0 ? OptionalDouble.empty() : OptionalDouble.of(tally.settled / (double) ended));
  }

  /** Nearest rank. */
  private static double percentile(List<Long> sorted, int percent) {
    return sorted.get((sorted.size() * percent + 99) / 100 - 1);
  }
}
