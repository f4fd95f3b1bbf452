package io.govchain.evidence;

/**
 * How old the state may be that a read tells. Any old block is a genuine one, and what was true
 * there once is proved as well as what is true now.
 *
 * @param since governance block time of the call, or of the record's opening where only that is
 *     known: nobody reads before it
 * @param block of the same chain that an earlier step of the plan is proved in; 0 if none is known
 */
public record Freshness(long since, long block) {
  /**
   * What two chains' clocks may differ by, ten minutes as for the witness of writes, and twenty
   * minutes for the blocks that the step's party lets follow before it reads: 64 blocks of 12
   * seconds are 13.
   */
  public static final long TOLERANCE_SECONDS = 1_800;

  /** Where nothing is known of earlier steps. */
  public static Freshness since(long time) {
    return new Freshness(time, 0);
  }

  /**
   * Whether a block's state was no longer the chain's when the read was asked for.
   *
   * @param followed when the block that replaced this state was made. Not when the state came
   *     about: a chain that makes blocks only when there is something to do has an old newest block
   */
  boolean isPast(long followed) {
    return followed < since - TOLERANCE_SECONDS;
  }
}
