package io.govchain.testnet;

import java.time.Duration;

/**
 * How a chain makes blocks, as its genesis file says it. Anvil takes the gas limit from here and
 * the block time from its {@link ChainSpec}.
 *
 * @param period time between two blocks, whole seconds
 * @param requestTimeout how long QBFT validators wait for a proposal before they go to the next
 *     round
 * @param gasLimit gas of one block; far more than 60 million lets one block grow so large that the
 *     chain stalls on it
 */
public record BlockSettings(Duration period, Duration requestTimeout, long gasLimit) {
  public static final BlockSettings DEFAULT =
      new BlockSettings(Duration.ofSeconds(1), Duration.ofSeconds(4), 60_000_000);

  public BlockSettings {
    requireWholeSeconds("block period", period);
    requireWholeSeconds("request timeout", requestTimeout);
    if (requestTimeout.compareTo(period) <= 0) {
      throw new IllegalArgumentException(
          "request timeout must be longer than the block period %s, got %s"
              .formatted(period, requestTimeout));
    }
    if (gasLimit < 5_000_000) {
      throw new IllegalArgumentException("gas limit must be at least 5000000, got " + gasLimit);
    }
  }

  private static void requireWholeSeconds(String what, Duration time) {
    if (time.toSeconds() < 1 || !time.equals(Duration.ofSeconds(time.toSeconds()))) {
      throw new IllegalArgumentException(what + " must be whole seconds, at least 1; got " + time);
    }
  }
}
