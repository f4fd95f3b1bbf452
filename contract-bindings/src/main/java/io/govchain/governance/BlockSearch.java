package io.govchain.governance;

import io.govchain.evm.BlockHeader;
import io.govchain.evm.EvmClient;

/** Finds blocks by time. */
final class BlockSearch {

  private BlockSearch() {}

  /**
   * The newest block whose timestamp is not after this time, by bisection; the first block if all
   * are later.
   */
  static long lastUpTo(EvmClient client, long time) {
    BlockHeader latest = client.latestHeader();
    return latest.timestamp() <= time ? latest.number() : before(client, time, latest.number());
  }

  /** The same among the blocks up to this one. */
  static long lastUpTo(EvmClient client, long time, long newest) {
    return isUpTo(client, time, newest) ? newest : before(client, time, newest);
  }

  private static long before(EvmClient client, long time, long after) {
    long notAfter = 0;
    while (after - notAfter > 1) {
      long middle = (notAfter + after) >>> 1;
      if (isUpTo(client, time, middle)) {
        notAfter = middle;
      } else {
        after = middle;
      }
    }
    return notAfter;
  }

  /** A block that the chain does not have is after every time. */
  private static boolean isUpTo(EvmClient client, long time, long block) {
    return client.header(block).map(BlockHeader::timestamp).orElse(Long.MAX_VALUE) <= time;
  }
}
