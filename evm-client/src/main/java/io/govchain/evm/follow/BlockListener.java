package io.govchain.evm.follow;

import io.govchain.evm.FollowedBlock;

/** Receives a chain's blocks on one thread, one after the other. */
public interface BlockListener {
  /**
   * The next block: its number is one above the block before. If this throws, the same block comes
   * again after a pause, so that none is missed; a listener that stores what it saw must therefore
   * bear seeing a block twice.
   */
  void onBlock(FollowedBlock block);

  /**
   * The chain has replaced blocks that were handed over: everything above this number is void, and
   * the next block handed over is the one after it. Cannot happen on a QBFT chain.
   */
  default void onReorg(long lastCommonBlock) {}
}
