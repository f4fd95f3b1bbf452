package io.govchain.console.monitor;

import io.govchain.service.config.Default;

/**
 * When a rule finds something. Bound from the configuration file as it is.
 *
 * @param stalledSeconds no new block for so long by the clock
 * @param blockSeconds mean time between the newest blocks
 * @param validatorSilentBlocks a validator sealed none of so many blocks
 * @param rejections entries of one institution that the ledger refused within an hour
 * @param governedActions actions of one account on the registers within an hour
 * @param indexingLagBlocks blocks that the index is behind
 */
public record Thresholds(
    @Default("30") long stalledSeconds,
    @Default("5") long blockSeconds,
    @Default("100") int validatorSilentBlocks,
    @Default("10") int rejections,
    @Default("50") int governedActions,
    @Default("20") int indexingLagBlocks) {

  /** What holds without a configuration. */
  public static final Thresholds STANDARD = new Thresholds(30, 5, 100, 10, 50, 20);
}
