package io.govchain.evm.send;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * How long an account's count may stand still before people are told: it moves with blocks, and
 * those of some chains come minutes apart. Measured at the chain's newest blocks by their own
 * times, since no client is told the period. The median, so that one halt of the chain does not
 * count; within limits, since chains that make blocks on demand have no period.
 */
final class Patience {
  private static final int BLOCKS = 3;
  private static final int MEASURED = 5;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final EvmClient client;
  private final Duration least;
  private long measuredAt = -1;
  private Duration patience;

  Patience(EvmClient client, Duration least) {
    this.client = client;
    this.least = least;
    this.patience = least;
  }

  /** As the newest blocks came. Asks the chain, and a little more at each new block. */
  Duration now() {
    BlockHeader newest = client.latestHeader();
    if (newest.number() != measuredAt) {
      patience = longer(least, shorter(LONGEST, blockTime(newest).multipliedBy(BLOCKS)));
      measuredAt = newest.number();
    }
    return patience;
  }

  /** Zero where there is nothing to measure. The first block's time is whatever was written. */
  private Duration blockTime(BlockHeader newest) {
    long[] times =
        LongStream.range(Math.max(1, newest.number() - MEASURED), newest.number())
            .mapToObj(client::header)
            .flatMap(Optional::stream)
            .mapToLong(BlockHeader::timestamp)
            .toArray();
    long[] gaps = new long[times.length];
    for (int i = 0; i < times.length; i++) {
      gaps[i] = (i + 1 < times.length ? times[i + 1] : newest.timestamp()) - times[i];
    }
    long median = LongStream.of(gaps).sorted().skip(gaps.length / 2).findFirst().orElse(0);
    return Duration.ofSeconds(Math.max(0, median));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
