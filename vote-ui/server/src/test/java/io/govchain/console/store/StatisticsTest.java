package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.store.ChainView.Bucket;
import io.govchain.console.store.ChainView.Latency;
import io.govchain.governance.TransactionRecord.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures that the database adds up are those that one counts by hand. */
class StatisticsTest {
  private static final int COUNT = 3_000;
  private static final long DAY = 86_400;
  private static final long SECONDS = 70;
  @TempDir Path folder;
  private final List<Made> made = new ArrayList<>();
  private ConsoleStore store;

  /** Opened in the block of its number; {@code duration} -1 while it goes on. */
  private record Made(long opened, Status status, long duration, boolean escalated) {
    long ended() {
      return duration < 0 ? -1 : opened + duration;
    }
  }

  @BeforeEach
  void fill() {
    store =
        ConsoleStore.open(
            folder.resolve("statistics.db"),
            1,
            "0x" + "00".repeat(32),
            ConsoleStore.OtherChain.REFUSE,
            new SimpleMeterRegistry());
    Random random = new Random(11);
    Status[] kinds = {Status.SETTLED, Status.COMPENSATED, Status.RESOLVED, Status.OPEN};
    for (int i = 0; i < COUNT; i++) {
      Status status = kinds[random.nextInt(kinds.length)];
      made.add(
          new Made(
              (i + 1) * SECONDS,
              status,
              status == Status.OPEN ? -1 : random.nextInt(500),
              random.nextInt(9) == 0));
    }
    store.database().writeAndWait(this::write);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Void write(Handle handle) {
    for (int i = 0; i < COUNT; i++) {
      Made each = made.get(i);
      handle.execute(
          "INSERT INTO blocks VALUES (?, ?, ?, 1, 1, NULL, '', 1, 1, ?)",
          i + 1,
          "0x" + i,
          each.opened(),
          i + 1);
      handle.execute(
          "INSERT INTO transactions (seq, id, initiator, status, opened_at, deadline, steps,"
              + " ended_at, duration, escalated_at) VALUES (?, ?, 1, ?, ?, 1, x'', ?, ?, ?)",
          i + 1,
          new byte[] {(byte) (i >> 8), (byte) i},
          each.status().ordinal(),
          each.opened(),
          each.duration() < 0 ? null : each.ended(),
          each.duration() < 0 ? null : each.duration(),
          each.escalated() ? each.opened() + 1 : null);
    }
    return null;
  }

  @Test
  void shouldTellTheLastDay_whenSomeEndedBefore() {
    long to = COUNT * SECONDS;
    long from = to - DAY + 1;
    ChainView.Day day = store.chain().overview().crosschain().last24h();
    assertThat(day.opened()).isEqualTo(made.stream().filter(m -> m.opened() >= from).count());
    assertThat(day.settled()).isEqualTo(ended(Status.SETTLED, from, to));
    assertThat(day.compensated()).isEqualTo(ended(Status.COMPENSATED, from, to));
    assertThat(day.escalated())
        .isEqualTo(
            made.stream()
                .filter(m -> m.escalated() && m.opened() + 1 >= from && m.opened() + 1 <= to)
                .count());
  }

  @Test
  void shouldTellCountsAndLatenciesOfEveryBucket() {
    long last = COUNT * SECONDS;
    List<Bucket> buckets = store.chain().statistics(0, last, 3_600);
    assertThat(buckets).hasSize((int) (last / 3_600) + 1);
    for (Bucket bucket : buckets) {
      long to = Math.min(bucket.time() + 3_599, last);
      List<Long> durations =
          made.stream()
              .filter(m -> m.ended() >= bucket.time() && m.ended() <= to)
              .map(Made::duration)
              .sorted()
              .toList();
      assertThat(bucket.settled()).isEqualTo(ended(Status.SETTLED, bucket.time(), to));
      assertThat(bucket.resolved()).isEqualTo(ended(Status.RESOLVED, bucket.time(), to));
      if (!durations.isEmpty()) {
        assertThat(bucket.latencySeconds())
            .hasValue(new Latency(rank(durations, 50), rank(durations, 95)));
      }
    }
  }

  @Test
  void shouldCountAsFailedWhatWaitsForPeople_whenTheSuccessRateIsTold() {
    long last = COUNT * SECONDS;
    for (Bucket bucket : store.chain().statistics(0, last, 3_600)) {
      long to = Math.min(bucket.time() + 3_599, last);
      long settled = ended(Status.SETTLED, bucket.time(), to);
      long escalated =
          made.stream()
              .filter(Made::escalated)
              .filter(m -> m.opened() + 1 >= bucket.time() && m.opened() + 1 <= to)
              .count();
      long decided = settled + ended(Status.COMPENSATED, bucket.time(), to) + escalated;
      assertThat(bucket.escalated()).isEqualTo(escalated);
      assertThat(bucket.successRate())
          .isEqualTo(
              decided == 0
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(settled / (double) decided));
    }
  }

  @Test
  void shouldTellNewFigures_whenABlockCame() {
    long before = store.chain().overview().crosschain().last24h().opened();
    store
        .database()
        .writeAndWait(
            handle -> {
              handle.execute(
                  "INSERT INTO blocks VALUES (?, 'new', ?, 1, 1, NULL, '', 1, 1, ?)",
                  COUNT + 1,
                  COUNT * SECONDS,
                  COUNT + 1);
              return handle.execute(
                  "INSERT INTO transactions (seq, id, initiator, status, opened_at, deadline,"
                      + " steps) VALUES (?, x'ffffff', 1, 1, 1, 1, x'')",
                  COUNT + 1);
            });
    assertThat(store.chain().overview().crosschain().last24h().opened()).isEqualTo(before + 1);
  }

  private long ended(Status status, long from, long to) {
    return made.stream()
        .filter(m -> m.status() == status && m.ended() >= from && m.ended() <= to)
        .count();
  }

  private static double rank(List<Long> sorted, int percent) {
    return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
  }
}
